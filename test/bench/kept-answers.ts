import { until } from "../support/until.ts";
import { benchmark } from "./support/benchmark.ts";
import { startGeneratedPartner } from "./support/generated-partner.ts";
import { processorOf, startHubProcess } from "./support/hub-process.ts";
import { load, type LoadRequest } from "./support/load.ts";
import { startPlainServer } from "./support/start-plain-server.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { median } from "./support/times.ts";

/** Of plain Fastify's requests a second, what kept answers are to reach. */
const TARGET = 0.5;
const RECORDS = 300;

interface Peer {
  readonly name: string;
  readonly address: string;
  readonly asked: LoadRequest;
  readonly processor: () => Promise<number>;
  readonly perSecond: number[];
  readonly micros: number[];
}

await benchmark(
  {
    about: `Compares answers that the hub has kept with plain Fastify that sends the same bytes.
Both are asked again and again, in turns. Prints requests a second and processor per request of each, and what part of plain Fastify's they are.
The hub counts every request for its rate limit and writes a line of its log for each.
Ends with 1 when unchanged answers come less than ${TARGET} as often as plain Fastify's.`,
    counts: {
      connections: { about: "connections", default: 50 },
      events: { about: "events of the list; 12 are 12 KB", default: 12, max: 100 },
      rounds: { about: "rounds", default: 5 },
      ms: { about: "milliseconds of each in a round", default: 2_000, min: 100 },
    },
  },
  async ({ connections, events, rounds, ms }, defer) => {
    const partner = await startGeneratedPartner(RECORDS, defer);
    const hub = await startHubProcess(await temporaryPostgres(defer), { CPS: partner.url }, defer, {
      LOG_LEVEL: "info",
      SEGPOL_RATE_LIMIT: "10000000",
    });
    const query = `{ events(first: ${events}) { totalCount nodes { id title summary languages url themes { code } } } }`;
    const body = JSON.stringify({ query });
    const post: LoadRequest = { method: "POST", path: "/graphql", headers: {}, body, status: 200 };
    const search = new URLSearchParams({ query }).toString();
    const safe = { "apollo-require-preflight": "true" };
    const ask = async (): Promise<Response> =>
      await fetch(`${hub.url}?${search}`, { headers: { ...safe, "accept-encoding": "identity" } });
    await until(
      "all events to be listed",
      async () => await (await ask()).clone().text(),
      (text) => text.includes(`"totalCount":${RECORDS}`),
      60_000,
    );
    const answer = await ask();
    const etag = answer.headers.get("etag") ?? "";
    const plain = await startPlainServer(await answer.text(), defer);
    const ofHub = { address: hub.url, processor: hub.processor };
    const peers: readonly Peer[] = [
      {
        name: "plain Fastify",
        address: plain.address,
        processor: () => processorOf(plain.pid),
        asked: post,
        ...fresh(),
      },
      { ...ofHub, name: "kept", asked: post, ...fresh() },
      { ...ofHub, name: "kept, as brotli", asked: { ...post, headers: { "accept-encoding": "br" } }, ...fresh() },
      {
        ...ofHub,
        name: "not changed (304)",
        asked: { method: "GET", path: `/graphql?${search}`, headers: { ...safe, "if-none-match": etag }, status: 304 },
        ...fresh(),
      },
      { ...ofHub, name: "made anew", asked: { ...post, headers: { "cache-control": "no-cache" } }, ...fresh() },
    ];
    // Compiled, and in every cache that there is.
    for (const peer of peers) await load([peer.address], peer.asked, connections, ms / 2);
    for (let round = 0; round < rounds; round += 1) {
      for (const peer of peers) {
        const before = await peer.processor();
        const { requests, perSecond } = await load([peer.address], peer.asked, connections, ms);
        peer.perSecond.push(perSecond);
        peer.micros.push(((await peer.processor()) - before) * (1_000 / requests));
      }
    }
    const [first] = peers;
    const print = startTable("what                ", "a second", "part", "µs of processor", "plain / its");
    for (const { name, perSecond, micros } of peers) {
      const part = median(perSecond) / median(first?.perSecond ?? []);
      print(
        name,
        Math.round(median(perSecond)),
        part.toFixed(3),
        median(micros),
        (median(first?.micros ?? []) / median(micros)).toFixed(3),
      );
    }
    return median(peers[1]?.perSecond ?? []) >= TARGET * median(first?.perSecond ?? []);
  },
);

function fresh(): Pick<Peer, "perSecond" | "micros"> {
  return { perSecond: [], micros: [] };
}
