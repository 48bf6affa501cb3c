import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { apiSdl } from "@segpol/gateway";
import { THEME_CODES } from "@segpol/schema";
import { estimateCost, readCostDirectives } from "@segpol/server";
import { buildSchema, Kind, parse } from "graphql";
import { until } from "../support/until.ts";
import { benchmark, type Defer } from "./support/benchmark.ts";
import { startGeneratedPartner } from "./support/generated-partner.ts";
import { startHubProcess } from "./support/hub-process.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { spreadOf, SPREAD, timed } from "./support/times.ts";

const TARGET_MS = 100;
/** Between two looks at /ready, and two questions of the other client. */
const PAUSE_MS = 20;
const [ATTACKER, OTHER] = ["203.0.113.1", "203.0.113.2"];
/** The other client's question, which costs next to nothing. */
const SMALL = "{ records(first: 5) { nodes { id title } } }";
/** How often a large query is asked alone, to tell what it takes. */
const ALONE = 8;

interface Asked {
  readonly ms: number;
  readonly bytes: number;
  /** 200, or 503 TOO_BUSY */
  readonly outcome: string;
}

await benchmark(
  {
    about: `Measures how soon the hub answers /ready and a small query of another client, while one client sends many large queries at once.
Prints also what a point of cost takes of the processor, by the same query alone. Ends with 1 when /ready takes ${TARGET_MS} ms or more
at the 95th percentile.`,
    counts: {
      queries: { about: "large queries at once", default: 40 },
      nodes: {
        about: "events of each page in a large query; more than 29 cost more than the hub allows",
        default: 11,
        max: 100,
      },
      records: { about: "records", default: 300, min: 100 },
    },
  },
  async ({ queries, nodes, records }, defer) => {
    const { url, ask, processor } = await startHub(records, defer);
    const large = largeQuery(nodes);
    let times = 0;
    // Equal ones would share one answer.
    const askLarge = () => ask(large.replace("{", `{ unlike${(times += 1)}: __typename`), ATTACKER);
    await askLarge();
    const before = await processor();
    const alone: Asked[] = [];
    while (alone.length < ALONE) alone.push(await askLarge());
    const took = ((await processor()) - before) / ALONE;
    const cost = costOf(large);
    const { bytes = 0, outcome = "" } = alone.at(-1) ?? {};
    startTable("cost", "bytes", "processor ms", "µs a point", "alone")(
      cost,
      bytes,
      took,
      (1_000 * took) / cost,
      outcome,
    );

    const load = new AbortController();
    const ready: number[] = [];
    const small: number[] = [];
    const watching = [
      repeat(load.signal, async () => ready.push(await timed(() => read(`${url}/ready`)))),
      repeat(load.signal, async () => small.push((await ask(SMALL, OTHER)).ms)),
    ];
    const outcomes = new Map<string, number>();
    const all = await timed(() =>
      Promise.all(
        Array.from({ length: queries }, async () => {
          const { outcome: each } = await askLarge();
          outcomes.set(each, (outcomes.get(each) ?? 0) + 1);
        }),
      ),
    );
    load.abort();
    await Promise.all(watching);
    const spread = startTable("asked", ...SPREAD);
    spread("/ready", ...spreadOf(ready).cells);
    spread("other's", ...spreadOf(small).cells);
    const answered = startTable("large", "answered", "all s");
    for (const [each, number] of outcomes) answered(number, each, all / 1_000);
    return spreadOf(ready).p95 < TARGET_MS;
  },
);

function largeQuery(nodes: number): string {
  return `{ themes { code title events(first: ${nodes}) { nodes { id title summary url version updatedAt kind status topics speakers
    date { text edtf earliest latest basis } place { name country nisCode } organisers { code name }
    themes { code title events(first: 4) { nodes { id title summary } } } partner { code name acronym website } } } } }`;
}

function costOf(query: string): number {
  const supergraph = readFileSync(new URL("../../gateway/supergraph.graphql", import.meta.url), "utf8");
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("Expected an operation.");
  const asked = { schema: buildSchema(apiSdl(supergraph)), document, operation, variables: {} };
  return estimateCost(asked, readCostDirectives(supergraph), { pageSize: 100 });
}

async function startHub(records: number, defer: Defer) {
  const postgres = await temporaryPostgres(defer);
  const partner = await startGeneratedPartner(records, defer, THEME_CODES);
  const hub = await startHubProcess(postgres, { CPS: partner.url }, defer, {
    SEGPOL_TRUSTED_PROXIES: "loopback",
    SEGPOL_RATE_LIMIT: "0",
  });
  const ask = async (query: string, client: string): Promise<Asked> => {
    let [status, text] = [0, ""];
    const ms = await timed(async () => {
      const response = await fetch(hub.url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-forwarded-for": client },
        body: JSON.stringify({ query }),
      });
      status = response.status;
      text = await response.text();
    });
    const code = status === 200 ? "" : (/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? "");
    return { ms, bytes: text.length, outcome: `${status} ${code}`.trim() };
  };
  const isIndexed = async (): Promise<boolean> =>
    (
      await (
        await fetch(hub.url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query: "{ records { totalCount } }" }),
        })
      ).text()
    ).includes(`"totalCount":${records}}`);
  await until("the harvest", isIndexed, (isDone) => isDone, 60_000);
  return { url: new URL(hub.url).origin, ask, processor: hub.processor };
}

async function repeat(signal: AbortSignal, action: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await action();
    await sleep(PAUSE_MS);
  }
}

async function read(url: string): Promise<void> {
  await (await fetch(url)).text();
}
