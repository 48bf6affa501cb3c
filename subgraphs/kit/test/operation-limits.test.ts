import { useDatabases } from "@segpol/launcher/testing";
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type PartnerContext } from "../src/index.js";
import type { ServerLimits } from "../src/serving/limits.js";
import { createPartnerServer, type PartnerServer } from "../src/serving/partner-server.js";
import { type Answer, ask, askData } from "../src/testing/ask.js";
import { startTestIssuers, type TestIssuers } from "../src/testing/test-issuers.js";
import { keepLog } from "./support/log.js";
import { samplePartner } from "./support/sample-partner.js";

@ObjectType()
class SampleNode {
  @Field(() => ID)
  id!: string;
}

let resolved = 0;
let hanging: AbortSignal[] = [];

/** Lists of four within lists of four, and whatever else a partner's own queries can be. */
@Resolver(() => SampleNode)
class Nodes {
  @Query(() => [SampleNode])
  sampleNodes(@Arg("count", () => Int, { defaultValue: 4 }) count: number): SampleNode[] {
    return Array.from({ length: count }, (_, index) => ({ id: String(index) }));
  }

  @FieldResolver(() => [SampleNode])
  others(@Root() { id }: SampleNode): SampleNode[] {
    resolved += 1;
    return ["a", "b", "c", "d"].map((letter) => ({ id: id + letter }));
  }

  @Query(() => String)
  sampleText(@Arg("length", () => Int) length: number): string {
    return "x".repeat(length);
  }

  @Query(() => String)
  async sampleHangs(@Ctx() { signal }: PartnerContext): Promise<string> {
    hanging.push(signal);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return "gone";
  }
}

const partner = samplePartner({ resolvers: [Nodes] });
const databases = useDatabases();
let databaseUrl: string;
let issuers: TestIssuers;
beforeAll(async () => {
  issuers = await startTestIssuers();
  databaseUrl = (await databases.create("sample")).ownerUrl;
});
afterAll(() => issuers?.stop());

let kept: ReturnType<typeof keepLog>;
let server: PartnerServer | undefined;
beforeEach(() => {
  kept = keepLog();
  resolved = 0;
  hanging = [];
});
afterEach(() => server?.stop());

async function serve(limits: Partial<ServerLimits> = {}): Promise<string> {
  server = await createPartnerServer(partner, {
    databaseUrl,
    port: 0,
    limits,
    log: kept.log,
    identity: issuers.settings,
  });
  return server.url;
}

const codeOf = ({ status, errors }: Answer): unknown[] => [
  status,
  ...errors.map(({ extensions }) => extensions["code"]),
];
const nested = (levels: number): string => (levels === 0 ? "id" : `id others { ${nested(levels - 1)} }`);

test("lists within lists are refused before anything of them is made, each list taken as five", async () => {
  const url = await serve();
  const { status, errors } = await ask(url, `{ sampleNodes { ${nested(18)} } }`);
  expect([status, errors[0]?.extensions["code"]]).toEqual([400, "QUERY_TOO_COSTLY"]);
  expect(errors[0]?.message).toMatch(/90000 objects.*SEGPOL_SUBGRAPH_MAX_OBJECTS/);
  expect(resolved).toBe(0);
  expect(codeOf(await ask(url, `{ sampleNodes { ${nested(4)} } }`))).toEqual([200]);
  expect(resolved).toBe(4 + 16 + 64 + 256);
});

test("an answer with longer lists than that ends when it has too many objects", async () => {
  const url = await serve({ objects: 2_000 });
  const query = "query ($count: Int!) { sampleNodes(count: $count) { id others { id } } }";
  expect(codeOf(await ask(url, query, { count: 200 }))).toEqual([200]);
  resolved = 0;
  expect(codeOf(await ask(url, query, { count: 1_000 }))).toEqual([400, "ANSWER_TOO_LARGE"]);
  expect(resolved).toBeLessThan(300);
  expect(codeOf(await ask(url, query, { count: 1_000_000 }))).toEqual([400, "ANSWER_TOO_LARGE"]);
  expect(kept.lines.filter(({ level }) => level === 50)).toEqual([]);
});

test("an answer ends when it has too many bytes", async () => {
  const url = await serve({ answerBytes: 10_000 });
  expect(codeOf(await ask(url, "{ sampleText(length: 9000) }"))).toEqual([200]);
  expect(codeOf(await ask(url, "{ a: sampleText(length: 6000) b: sampleText(length: 6000) }"))).toEqual([
    400,
    "ANSWER_TOO_LARGE",
  ]);
});

test("what an import has written is told whole, however long that is; what only reads is not", async () => {
  await serve({ objects: 50 });
  const deskUrl = server?.deskUrl ?? "";
  const headers = {
    authorization: `Bearer ${await issuers.token("users", "SAMPLE", ["partner:SAMPLE:editor"])}`,
  };
  const rows = Array.from({ length: 60 }, (_, index) => `rij-${index};Rij ${index};OTHER`);
  const input = {
    fileName: "events.csv",
    content: Buffer.from(["id;title.nl;kind", ...rows].join("\n")).toString("base64"),
  };
  const imported = await ask(
    deskUrl,
    "mutation ($input: ImportRecordsInput!) { importRecords(input: $input) { written rows { row id outcome } } }",
    { input },
    headers,
  );
  expect(imported.errors).toEqual([]);
  expect(imported.data?.["importRecords"]).toMatchObject({ written: true, rows: { length: 60 } });
  const list = await ask(deskUrl, "{ audit(first: 200) { nodes { at subject } } }", {}, headers);
  expect(codeOf(list)).toEqual([400, "QUERY_TOO_COSTLY"]);
});

test("operations beyond those that run wait, and are refused beyond those that wait; a wait for changes takes no place", async () => {
  const url = await serve({ operations: 1, waitingOperations: 1, operationMs: 60_000 });
  const { _changes: now } = await askData<{ _changes: { cursor: string } }>(url, "{ _changes(first: 500) { cursor } }");
  const away = new AbortController();
  const changes = {
    query: "query ($after: String) { _changes(after: $after, wait: 20) { cursor } }",
    variables: { after: now.cursor },
  };
  const send = (body: object): Promise<Response> =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: away.signal,
    });
  const open = [send(changes), send(changes), send(changes)];
  const running = send({ query: "{ sampleHangs }" });
  await vi.waitFor(() => expect(hanging).toHaveLength(1));
  const waiting = [send({ query: "{ sampleText(length: 1) }" }), send({ query: "{ sampleText(length: 1) }" })];
  const refused = await Promise.race(waiting);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "TOO_BUSY" } }] });
  away.abort();
  await Promise.allSettled([...open, running, ...waiting]);
  await expect.poll(() => hanging[0]?.aborted).toBe(true);
  // The place of whoever has gone is free.
  expect(codeOf(await ask(url, "{ sampleText(length: 1) }"))).toEqual([200]);
});
