/** What it takes to join a hub that serves. Run with: npm run build && node test/bench/join.ts [partners] */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createHub, createSamplePartner, type Hub, readConfig, TYPICAL_QUERIES } from "@segpol/gateway";
import { startTemporaryPostgres } from "@segpol/launcher";
import { pino } from "pino";

const TOKEN = "a-token-for-the-benchmark";
/** Joining is to take less than this. */
const TARGET_S = 5;
const DETAILS = TYPICAL_QUERIES["a page of all kinds with details"];

const size = Number(process.argv[2] ?? 40);
if (!Number.isInteger(size) || size < 2 || size > 800) {
  process.stderr.write("Expected a number of partners from 2 to 800, such as: node test/bench/join.ts 40\n");
  process.exit(2);
}
const samples = Array.from({ length: size }, (_, index) => createSamplePartner(`P${100 + index}`));
const sdls = new Map(samples.map(({ code, sdl }) => [code, sdl]));

const postgres = await startTemporaryPostgres();
const server = await startPartners();
const { port } = server.address() as AddressInfo;
let hub: Hub | undefined;
try {
  const [first, ...others] = samples.map((sample) => ({ ...sample, url: `http://127.0.0.1:${port}/${sample.code}` }));
  if (!first) throw new Error("Expected a partner.");
  hub = await createHub({
    config: readConfig({ DATABASE_URL: await postgres.ensureDatabase("hub"), PORT: "0", SEGPOL_ADMIN_TOKEN: TOKEN }),
    partners: [first],
    logger: pino({ level: "silent" }),
  });
  await ask(hub, DETAILS);
  printRow(["partners", "join s", "pause ms", "known query ms", "new query ms", "memory MiB"]);
  let slowest = 0;
  for (const [index, { code, url }] of others.entries()) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const start = performance.now();
    await join(hub, code, url);
    const seconds = (performance.now() - start) / 1_000;
    await sleep(50);
    delay.disable();
    slowest = Math.max(slowest, seconds);
    const known = await timed(() => ask(hub, DETAILS));
    // A name that no plan has been made under.
    const fresh = await timed(() => ask(hub, DETAILS.replace("{", `query After${code} {`)));
    const partners = index + 2;
    if (partners % 5 === 0 || partners === size || partners === 2) {
      printRow([
        partners,
        seconds.toFixed(2),
        Math.round(delay.max / 1e6),
        Math.round(known),
        Math.round(fresh),
        Math.round(process.memoryUsage.rss() / 2 ** 20),
      ]);
    }
  }
  process.stdout.write(`The slowest join took ${slowest.toFixed(2)} s; expected less than ${TARGET_S} s.\n`);
  process.exitCode = slowest < TARGET_S ? 0 : 1;
} finally {
  await hub?.stop();
  server.closeAllConnections();
  server.close();
  await postgres.stop();
}

/** At once: the whole of it takes minutes. */
function printRow(cells: readonly (string | number)[]): void {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(14)).join("")}\n`);
}

async function join(joined: Hub, code: string, url: string): Promise<void> {
  const { joinPartner } = (await post(
    `${joined.url}/admin/graphql`,
    `mutation { joinPartner(code: "${code}", url: "${url}") { accepted findings { code message } } }`,
  )) as { joinPartner: { accepted: boolean } };
  if (!joinPartner.accepted) throw new Error(`${code} was refused: ${JSON.stringify(joinPartner)}`);
}

async function ask(asked: Hub | undefined, query: string): Promise<void> {
  await post(`${asked?.url}/graphql`, query);
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
