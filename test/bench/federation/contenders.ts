import { isDeepStrictEqual } from "node:util";
import type { Defer } from "../support/benchmark.ts";
import type { LoadRequest } from "../support/load.ts";
import { startPlainServer } from "../support/start-plain-server.ts";
import type { Peer } from "./peers.ts";
import type { Setting } from "./setting.ts";
import { bodyOf, type Workload } from "./workloads.ts";

/** The same bytes again and again, or no two requests equal. */
export type Asked = "same" | "new";

/** Who answers a workload, and what it is sent. */
export interface Contender {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Only of requests that are asked so. Default: of both. */
  readonly only?: Asked;
  readonly headers: LoadRequest["headers"];
  /** Process of its own beside the hub, the partners and the database. */
  readonly pid?: number;
  /** Bytes of its answer. */
  readonly bytes: number;
}

/**
 * All that answer this workload. A peer that cannot answer it as the hub does is left out, and why is printed.
 * @throws Error when the hub's answers are not equal
 */
export async function contendersOf(
  workload: Workload,
  { urls }: Setting,
  peers: readonly Peer[],
  defer: Defer,
): Promise<readonly Contender[]> {
  const [url = ""] = urls;
  const hub = { addresses: [url], headers: {} };
  const body = bodyOf(workload, 0);
  const first = await ask(url, body);
  if (!dataOf(first))
    throw new Error(`Expected data and nothing else for "${workload.name}"; got ${first.slice(0, 2_000)}`);
  const plain = await startPlainServer(first, defer);
  const own: readonly Omit<Contender, "bytes">[] = [
    { name: "plain Fastify", addresses: [plain.address], headers: {}, only: "same", ...pidOf(plain.pid) },
    { ...hub, name: "hub" },
    { ...hub, name: "hub, nothing kept", headers: { "cache-control": "no-store" }, only: "same" },
    { ...hub, name: "hub, owners asked", headers: { "cache-control": "no-cache" } },
    ...(urls.length > 1 ? [{ ...hub, name: `${urls.length} hubs`, addresses: urls }] : []),
  ];
  const contenders: Contender[] = [];
  for (const each of own) contenders.push({ ...each, bytes: await bytesOfEqual(each, body, first) });
  for (const { name, url: address, pid } of peers) {
    const peer = { name, addresses: [address], headers: {}, pid };
    try {
      contenders.push({ ...peer, bytes: await bytesOfEqual(peer, body, first) });
    } catch (error) {
      process.stdout.write(`Left out of "${workload.name}": ${String(error)}\n`);
    }
  }
  return contenders;
}

/**
 * Bytes of its answer.
 * @throws Error when that is not equal to this one
 */
async function bytesOfEqual(
  { name, addresses, headers }: Omit<Contender, "bytes">,
  body: string,
  expected: string,
): Promise<number> {
  let bytes = 0;
  for (const address of addresses) {
    const answer = await ask(address, body, headers);
    if (!isDeepStrictEqual(dataOf(answer), dataOf(expected)))
      throw new Error(`Expected ${name} to answer as the hub does, with data alone; got ${answer.slice(0, 500)}`);
    bytes = Buffer.byteLength(answer);
  }
  return bytes;
}

/** What the load sends to one of them. `bodies`: of requests of which no two are equal. */
export function requestOf(
  { headers, bytes }: Contender,
  workload: Workload,
  asked: Asked,
  bodies: () => string,
): LoadRequest {
  const body = asked === "same" ? bodyOf(workload, 0) : bodies;
  return { method: "POST", path: "/graphql", headers, body, status: 200, bytes };
}

async function ask(address: string, body: string, headers: LoadRequest["headers"] = {}): Promise<string> {
  const response = await fetch(new URL("/graphql", address), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return await response.text();
}

/** Undefined for an answer that has anything else, such as errors. */
function dataOf(answer: string): unknown {
  const { data, ...others } = JSON.parse(answer) as { readonly data?: unknown };
  return Object.keys(others).length > 0 ? undefined : data;
}

function pidOf(pid: number | undefined): { readonly pid?: number } {
  return pid === undefined ? {} : { pid };
}
