import { expect, vi } from "vitest";
import { Writable } from "node:stream";
import { pino } from "pino";
import { type Environment, readConfig } from "../../src/config/config.js";
import { createHub, type Hub, type HubOptions } from "../../src/hub/hub.js";
import { createGraphPreparer, type GraphPreparer } from "../../src/planning/graph-preparer.js";
import type { StubPartner } from "./stub-partner.js";

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- It differs with each question; a wrong shape fails the test that looks into it.
  readonly data: any;
  readonly errors: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface TestHub extends Hub {
  readonly logs: readonly Record<string, unknown>[];
  ask(
    query: string,
    options?: { variables?: object; headers?: Record<string, string>; path?: string },
  ): Promise<GraphAnswer>;
}

const processes = createGraphPreparer(60_000);
const firstVersions = new Map<string, ReturnType<GraphPreparer["prepare"]>>();
/**
 * Hubs of a worker have their processes in common, since one that has composed before is twice as fast; they end with the worker. First
 * versions of the same partners are the same.
 */
const preparer: GraphPreparer = {
  ...processes,
  prepare(input, lane) {
    if (input.current !== null) return processes.prepare(input, lane);
    const key = JSON.stringify(input);
    const known = firstVersions.get(key) ?? processes.prepare(input, lane);
    firstVersions.set(key, known);
    return known;
  },
  stop: async () => {},
};

/** Starts a hub over these partners on a free port, which tries again what failed after a short while. */
export async function startHub(
  databaseUrl: string,
  partners: readonly Pick<StubPartner, "definition">[],
  env: Environment = {},
  options: Pick<HubOptions, "routes" | "pageQueries"> = {},
): Promise<TestHub> {
  const logs: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(line: Buffer, _encoding, done) {
      logs.push(JSON.parse(line.toString("utf8")) as Record<string, unknown>);
      done();
    },
  });
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    PORT: "0",
    SEGPOL_BREAKER_PROBE_MS: "100",
    SEGPOL_HARVEST_WAIT_S: "2",
    SEGPOL_HARVEST_RETRY_MIN_MS: "20",
    SEGPOL_HARVEST_RETRY_MAX_MS: "200",
    ...env,
  });
  const hub = await createHub({
    config,
    partners: partners.map(({ definition }) => definition),
    logger: pino({ level: "debug" }, sink),
    // With a deadline of its own it needs processes of its own.
    ...(env["SEGPOL_COMPOSITION_TIMEOUT_MS"] === undefined && { preparer }),
    ...options,
  });
  return {
    ...hub,
    logs,
    ask: (query, { variables, headers, path = "/graphql" } = {}) =>
      askGraph(`${hub.url}${path}`, { query, variables }, headers),
  };
}

export async function askGraph(url: string, body: unknown, headers: Record<string, string> = {}): Promise<GraphAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const {
    data,
    errors = [],
    extensions = {},
  } = JSON.parse(text) as Pick<GraphAnswer, "data"> & Partial<Pick<GraphAnswer, "errors" | "extensions">>;
  return { status: response.status, headers: response.headers, data, errors, extensions, text };
}

/** Waits until the hub lists this many records. */
export async function untilListed(hub: TestHub, count: number): Promise<void> {
  await vi.waitFor(
    async () =>
      expect(await hub.ask("{ records { totalCount } }")).toMatchObject({ data: { records: { totalCount: count } } }),
    20_000,
  );
}
