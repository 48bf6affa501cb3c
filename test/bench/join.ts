/**
 * What it takes to join a hub that serves: the join, the longest that the hub's own thread stood still, what the next queries took
 * (one that had been asked before, and one that had not), the memory of hub and benchmark together, and how long after a join a second
 * hub process over the same database serves the newcomer.
 * Run with: npm run build && node test/bench/join.ts [partners]
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createHub, type Hub, readConfig, TYPICAL_QUERIES } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import { startTemporaryPostgres } from "@segpol/launcher";
import { pino } from "pino";
import { DATABASE_OF_HUB_PROCESSES, startHubProcess } from "./support/hub-process.ts";

const TOKEN = "a-token-for-the-benchmark";
/** Joining is to take less than this. */
const TARGET_S = 5;
/** Other hub processes are to follow within this. */
const FOLLOWED_TARGET_S = 2;
const DETAILS = TYPICAL_QUERIES["a page of all kinds with details"];

/** Sizes of the graph that are measured, up to the one that is asked for. */
const SIZES = [2, 10, 20, 30];

const largest = Number(process.argv[2] ?? 40);
if (!Number.isInteger(largest) || largest < 2 || largest > 800) {
  process.stderr.write("Expected a number of partners from 2 to 800, such as: node test/bench/join.ts 40\n");
  process.exit(2);
}
type PartnerAt = ReturnType<typeof createStubDefinition> & { readonly url: string };
const samples = Array.from({ length: largest }, (_, index) => createStubDefinition(`P${100 + index}`));
const sdls = new Map(samples.map(({ code, sdl }) => [code, sdl]));

const postgres = await startTemporaryPostgres();
const server = await startPartners();
const { port } = server.address() as AddressInfo;
try {
  printRow(["partners", "first join s", "next join s", "pause ms", "known query ms", "new query ms", "memory MiB"]);
  let slowest = 0;
  for (const size of [...SIZES.filter((each) => each < largest), largest])
    slowest = Math.max(slowest, await measure(size));
  process.stdout.write(`The slowest join took ${slowest.toFixed(2)} s; expected less than ${TARGET_S} s.\n`);
  const followed = await measureFollowing(largest);
  process.stdout.write(
    `A second hub process followed after ${followed.toFixed(2)} s; expected less than ${FOLLOWED_TARGET_S} s.\n`,
  );
  process.exitCode = slowest < TARGET_S && followed < FOLLOWED_TARGET_S ? 0 : 1;
} finally {
  server.closeAllConnections();
  server.close();
  await postgres.stop();
}

/** The last partner of so many joins a hub that has the others, leaves, and joins again; gives the seconds of the slower join. */
async function measure(size: number): Promise<number> {
  const { newcomer, others } = partnersOf(size);
  const hub = await startHub(`hub${size}`, others);
  try {
    await ask(hub, DETAILS);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    // The thread that composes is new; the next time it has done so before.
    const first = await timed(() => join(hub, newcomer));
    const known = await timed(() => ask(hub, DETAILS));
    // A name that no plan has been made under.
    const fresh = await timed(() => ask(hub, DETAILS.replace("{", "query New {")));
    await leave(hub, newcomer);
    const next = await timed(() => join(hub, newcomer));
    await sleep(50);
    delay.disable();
    printRow([
      size,
      (first / 1_000).toFixed(2),
      (next / 1_000).toFixed(2),
      Math.round(delay.max / 1e6),
      Math.round(known),
      Math.round(fresh),
      Math.round(process.memoryUsage.rss() / 2 ** 20),
    ]);
    return Math.max(first, next) / 1_000;
  } finally {
    await hub.stop();
  }
}

/** Seconds from the answer to a join until another hub process, over the same database, serves the newcomer. */
async function measureFollowing(size: number): Promise<number> {
  const { newcomer, others } = partnersOf(size);
  const hub = await startHub(DATABASE_OF_HUB_PROCESSES, others);
  const stops = [() => hub.stop()];
  try {
    const follower = await startHubProcess(postgres, {});
    stops.push(() => follower.stop());
    await join(hub, newcomer);
    return (await timed(() => untilServed(follower.url, newcomer.code))) / 1_000;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function untilServed(graph: string, code: string): Promise<void> {
  const served = async () => (await post(graph, "{ partners { code } }")) as { partners: { code: string }[] };
  while (!(await served()).partners.some((partner) => partner.code === code)) await sleep(5);
}

/** At once: the whole of it takes a while. */
function printRow(cells: readonly (string | number)[]): void {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(14)).join("")}\n`);
}

function partnersOf(size: number): { newcomer: PartnerAt; others: readonly PartnerAt[] } {
  const others = samples
    .slice(0, size)
    .map((sample) => ({ ...sample, url: `http://127.0.0.1:${port}/${sample.code}` }));
  const newcomer = others.pop();
  if (!newcomer) throw new Error("Expected a partner.");
  return { newcomer, others };
}

async function startHub(database: string, partners: readonly PartnerAt[]): Promise<Hub> {
  const databaseUrl = await postgres.ensureDatabase(database);
  return await createHub({
    config: readConfig({ DATABASE_URL: databaseUrl, PORT: "0", SEGPOL_ADMIN_TOKEN: TOKEN }),
    partners,
    logger: pino({ level: "silent" }),
  });
}

async function join(hub: Hub, { code, url }: { readonly code: string; readonly url: string }): Promise<void> {
  await change(hub, `joinPartner(code: "${code}", url: "${url}")`);
}

async function leave(hub: Hub, { code }: { readonly code: string }): Promise<void> {
  await change(hub, `leavePartner(code: "${code}")`);
}

async function change({ url }: Hub, field: string): Promise<void> {
  const { result } = (await post(
    `${url}/admin/graphql`,
    `mutation { result: ${field} { accepted findings { code message } } }`,
  )) as { result: { accepted: boolean } };
  if (!result.accepted) throw new Error(`Refused: ${field}: ${JSON.stringify(result)}`);
}

async function ask(asked: Hub, query: string): Promise<void> {
  await post(`${asked.url}/graphql`, query);
}

async function post(url: string, query: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(`Expected an answer: ${JSON.stringify(errors)}`);
  return data;
}

async function timed(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** All partners on one server, each with its SDL and a feed in which nothing happens. */
async function startPartners(): Promise<Server> {
  const listening = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    listening.listen(0, "127.0.0.1", resolve);
  });
  return listening;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
    query: string;
    variables?: { wait?: number };
  };
  const send = (data: object): void => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
  };
  if (query.includes("_service")) {
    send({ _service: { sdl: sdls.get((request.url ?? "").slice(1)) } });
  } else if (query.includes("_changes")) {
    if (variables?.wait) await sleep(variables.wait * 1_000, undefined, { ref: false });
    send({ _changes: { epoch: "1", changes: [], cursor: "1/0", hasMore: false, asOf: new Date().toISOString() } });
  } else {
    send({ __typename: "Query" });
  }
}
