import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createHub, type Hub, readConfig, TYPICAL_QUERIES } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import type { PostgresServer } from "@segpol/launcher";
import { pino } from "pino";
import { query } from "../e2e/support/graph.ts";
import { benchmark } from "./support/benchmark.ts";
import { DATABASE_OF_HUB_PROCESSES, startHubProcess } from "./support/hub-process.ts";
import { serveGraph } from "./support/serve.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { timed } from "./support/times.ts";

const TOKEN = "a-token-for-the-benchmark";
const TARGET_S = 5;
/** Other hub processes are to follow within this. */
const FOLLOWED_TARGET_S = 2;
const DETAILS = TYPICAL_QUERIES["a page of all kinds with details"];
/** Sizes of the graph that are measured, up to the one that is asked for. */
const SIZES = [2, 10, 20, 30];

type Partner = ReturnType<typeof createStubDefinition>;

await benchmark(
  {
    about: `Measures what it takes to join a hub that serves.
Prints the time of the join, the longest that the hub's own thread stands still, what the next queries
take (one that was asked before, and one that was not), the memory of hub and benchmark together, and how long after a join a second
hub process over the same database serves the newcomer. Ends with 1 when a join takes ${TARGET_S} s or more, or following ${FOLLOWED_TARGET_S} s.`,
    counts: { partners: { about: "partners of the largest graph", default: 40, min: 2, max: 800 } },
  },
  async ({ partners: largest }, defer) => {
    const postgres = await temporaryPostgres(defer);
    const sdls = new Map<string, string>();
    const address = await serveGraph(
      ({ query: text, variables }, path) => answer(text, variables, sdls.get(path)),
      defer,
    );
    const partners = Array.from({ length: largest }, (_, index): Partner => {
      const partner = createStubDefinition(`P${100 + index}`, { url: `${address}/P${100 + index}` });
      sdls.set(`/${partner.code}`, partner.sdl);
      return partner;
    });
    const print = startTable(
      "partners",
      "first join s",
      "next join s",
      "pause ms",
      "known query ms",
      "new query ms",
      "memory MiB",
    );
    let slowest = 0;
    for (const size of [...SIZES.filter((each) => each < largest), largest]) {
      const { first, next, cells } = await measureJoin(postgres, partners.slice(0, size));
      print(size, first.toFixed(2), next.toFixed(2), ...cells.map(Math.round));
      slowest = Math.max(slowest, first, next);
    }
    const followed = await measureFollowing(postgres, partners);
    startTable("slowest join s", "second hub follows after s")(slowest.toFixed(2), followed.toFixed(2));
    return slowest < TARGET_S && followed < FOLLOWED_TARGET_S;
  },
);

/** The last of the partners joins a hub that has the others, leaves, and joins again; gives the seconds of both joins. */
async function measureJoin(postgres: PostgresServer, partners: readonly Partner[]) {
  const { newcomer, hub } = await startHub(postgres, `hub${partners.length}`, partners);
  try {
    await ask(hub, DETAILS);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    // The thread that composes is new; the next time it has done so before.
    const first = await timed(() => join(hub, newcomer));
    const known = await timed(() => ask(hub, DETAILS));
    // A name that no plan has been made under.
    const fresh = await timed(() => ask(hub, DETAILS.replace("{", "query New {")));
    await change(hub, `leavePartner(code: "${newcomer.code}")`);
    const next = await timed(() => join(hub, newcomer));
    await sleep(50);
    delay.disable();
    const memory = process.memoryUsage.rss() / 2 ** 20;
    return { first: first / 1_000, next: next / 1_000, cells: [delay.max / 1e6, known, fresh, memory] };
  } finally {
    await hub.stop();
  }
}

/** Seconds from the answer to a join until another hub process, over the same database, serves the newcomer. */
async function measureFollowing(postgres: PostgresServer, partners: readonly Partner[]): Promise<number> {
  const { newcomer, hub } = await startHub(postgres, DATABASE_OF_HUB_PROCESSES, partners);
  const stops: (() => Promise<unknown>)[] = [() => hub.stop()];
  try {
    const follower = await startHubProcess(postgres, {}, (stop) => void stops.push(stop));
    await join(hub, newcomer);
    return (await timed(() => untilServed(follower.url, newcomer.code))) / 1_000;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function untilServed(graph: string, code: string): Promise<void> {
  const codes = async () => await query<{ partners: { code: string }[] }>(graph, "{ partners { code } }");
  while (!(await codes()).partners.some((partner) => partner.code === code)) await sleep(5);
}

/** A hub over all of the partners but the last. */
async function startHub(postgres: PostgresServer, database: string, partners: readonly Partner[]) {
  const newcomer = partners.at(-1);
  if (!newcomer) throw new Error("Expected a partner.");
  const databaseUrl = await postgres.ensureDatabase(database);
  const hub = await createHub({
    config: readConfig({ DATABASE_URL: databaseUrl, PORT: "0", SEGPOL_ADMIN_TOKEN: TOKEN }),
    partners: partners.slice(0, -1),
    logger: pino({ level: "silent" }),
  });
  return { newcomer, hub };
}

async function join(hub: Hub, { code, url }: Partner): Promise<void> {
  await change(hub, `joinPartner(code: "${code}", url: "${url}")`);
}

async function change({ url }: Hub, field: string): Promise<void> {
  const { result } = await query<{ result: { accepted: boolean } }>(
    `${url}/admin/graphql`,
    `mutation { result: ${field} { accepted findings { code message } } }`,
    { headers: { authorization: `Bearer ${TOKEN}` } },
  );
  if (!result.accepted) throw new Error(`Refused: ${field}: ${JSON.stringify(result)}`);
}

async function ask({ url }: Hub, text: string): Promise<void> {
  await query(`${url}/graphql`, text);
}

/** What a partner answers in whose feed nothing happens. */
async function answer(
  text: string,
  variables: { readonly wait?: number } = {},
  sdl: string | undefined,
): Promise<object> {
  if (text.includes("_service")) return { _service: { sdl } };
  if (!text.includes("_changes")) return { __typename: "Query" };
  if (variables.wait) await sleep(variables.wait * 1_000, undefined, { ref: false });
  return { _changes: { epoch: "1", changes: [], cursor: "1/0", hasMore: false, asOf: new Date().toISOString() } };
}
