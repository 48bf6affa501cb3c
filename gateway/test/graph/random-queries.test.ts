import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { runs } from "@segpol/launcher/testing";
import { buildSchema, type GraphQLSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { apiSdl } from "../../src/composition/api-sdl.js";
import { isHubErrorCode } from "../../src/errors.js";
import { generateRecords } from "../catalogue/support/generate.js";
import { PARTNER_CODES } from "../catalogue/support/graph.js";
import { harvested } from "../catalogue/support/model.js";
import { createRandom } from "../catalogue/support/random.js";
import { askGraph } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";
import { randomQuery, STYLES } from "./random-query.js";

const PROCESS = fileURLToPath(new URL("../support/hub-process.ts", import.meta.url));
const SEED = 5;
const QUERIES = runs({ few: 60, many: 100 });
const OPERATION_TIMEOUT_MS = 10_000;
const MAX_MEMORY = 1_000_000_000;

const newDatabase = useHubDatabases();
let child: ChildProcess;
let url: string;
let schema: GraphQLSchema;
let ids: readonly string[];

beforeAll(async () => {
  const databaseUrl = await newDatabase();
  child = fork(PROCESS, {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: "0",
      TEST_PARTNERS: PARTNER_CODES.join(","),
      SEGPOL_OPERATION_TIMEOUT_MS: String(OPERATION_TIMEOUT_MS),
      // Nobody answers where they are said to be, which is found out once.
      SEGPOL_HARVEST_RETRY_MIN_MS: "600000",
      SEGPOL_HARVEST_RETRY_MAX_MS: "600000",
    },
    execArgv: [],
  });
  const [started] = (await once(child, "message")) as [{ url: string; supergraphSdl: string }];
  url = `${started.url}/graphql`;
  schema = buildSchema(apiSdl(started.supergraphSdl));
  const db = createHubDatabase(databaseUrl);
  try {
    const records = generateRecords(SEED, 60);
    ids = records.map(({ id }) => id);
    for (const code of PARTNER_CODES) {
      const own = records.filter(({ partner }) => partner === code).map(harvested);
      const page = { withdrawn: [], cursor: "c", epoch: "e", asOf: new Date().toISOString(), hasMore: false };
      await applyPage(db, code, { ...page, records: own }, new Date());
    }
  } finally {
    await db.destroy();
  }
}, 60_000);

afterAll(async () => {
  if (!child?.connected) return;
  child.disconnect();
  await once(child, "exit");
});

async function peakMemory(): Promise<number> {
  child.send("memory");
  const [message] = (await once(child, "message")) as [{ peakMemory: number }];
  return message.peakMemory;
}

/** A history of progress ends with the instant at which it is read. */
function withoutInstants(text: string): string {
  return text.replaceAll(/"at":"[^"]+"/g, '"at":""');
}

describe(`${QUERIES} random queries, deep, wide and aliased (seed ${SEED})`, { timeout: 280_000 }, () => {
  it("are each answered, kept or anew alike, or refused within the limits, by a process that stays under 1 GB", async () => {
    const random = createRandom(SEED);
    const outcomes = new Map<string, number>();
    let kept = 0;
    for (let index = 0; index < QUERIES; index += 1) {
      const query = randomQuery(schema, ids, STYLES[index % STYLES.length] ?? "deep", random);
      const { status, data, errors, headers, text } = await askGraph(url, { query });
      const codes = [...new Set(errors.map(({ extensions }) => extensions["code"]))];
      const said = `query ${index}: ${status} ${codes.join(" ")}\n${query.slice(0, 2_000)}`;
      expect(codes.every(isHubErrorCode), said).toBe(true);
      expect(codes, said).not.toContain("INTERNAL_SERVER_ERROR");
      // The queries are all valid: what is refused is too much, and nothing else.
      expect(codes, said).not.toContain("GRAPHQL_VALIDATION_FAILED");
      expect(codes, said).not.toContain("GRAPHQL_PARSE_FAILED");
      if (status === 200) expect(data, said).toBeDefined();
      else expect(codes, said).not.toHaveLength(0);
      if (headers.has("etag")) {
        kept += 1;
        const again = await askGraph(url, { query });
        const anew = await askGraph(url, { query }, { "cache-control": "no-store" });
        expect([again.text, withoutInstants(anew.text)], said).toEqual([text, withoutInstants(text)]);
      }
      const outcome = status === 200 ? "answered" : String(codes[0]);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const summary = JSON.stringify(Object.fromEntries(outcomes));
    expect(kept, summary).toBeGreaterThan(0);
    expect(outcomes.get("answered"), summary).toBeGreaterThan(QUERIES / 4);
    for (const refused of ["QUERY_TOO_DEEP", "QUERY_TOO_COSTLY", "TOO_MANY_ALIASES"]) {
      expect(outcomes.get(refused) ?? 0, summary).toBeGreaterThan(0);
    }

    expect(await peakMemory()).toBeLessThan(MAX_MEMORY);
  });
});
