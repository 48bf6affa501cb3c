import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import type { PartnerDefinition } from "../../base/partner-definition.js";
import { CompositionError } from "../../composition/projection/composition-error.js";
import { readConfig } from "../../config/config.js";
import { createHub, type Hub } from "../../hub/hub.js";
import { pageQueries, registerPages } from "../../pages/pages.js";
import { FetchError, fetchSdl } from "../../partners/fetch-sdl.js";
import type { ChangeResult } from "../../registry/change/change-requests.js";
import { isSameSdl } from "../../registry/change/same-sdl.js";
import { askAdmin } from "../base/admin-client.js";
import { CliError } from "../base/cli-error.js";
import type { CommandSurroundings } from "../base/command.js";
import { printChange, RESULT } from "../base/report.js";

const LOOK_EVERY_MS = 2_000;
const FETCH_WITHIN_MS = 5_000;
const FIRST_HARVEST_WITHIN_MS = 5_000;
const REASON = "Local only: nothing is published.";

/** The developer's own subgraph. */
interface Own {
  readonly code: string;
  readonly url: string;
  readonly name: string | undefined;
}

/** What a local hub is made of. */
export interface LocalHubOptions {
  /** Empty, and the hub's own. */
  readonly databaseUrl: string;
  /** 0: any free one. */
  readonly port: number;
  /** Of the hub that it is a copy of. */
  readonly partners: readonly PartnerDefinition[];
  readonly own: Own;
}

/** Runs a hub on this machine over these partners and the developer's subgraph, until SIGINT or SIGTERM. */
export async function runLocalHub(
  { databaseUrl, port, partners, own }: LocalHubOptions,
  surroundings: CommandSurroundings,
): Promise<void> {
  const token = randomBytes(24).toString("base64url");
  const hub = await startHub({ databaseUrl, port, token, partners });
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const local: CommandSurroundings = { ...surroundings, env: { SEGPOL_ADMIN_TOKEN: token } };
    surroundings.print(`Explorer: ${hub.url}/explorer\nGraph:    ${hub.url}/graphql`);
    surroundings.print(`${partners.length} partners of the hub. Nothing is published. Ctrl-C ends it.`);
    await follow(hub, own, local, stopping.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await hub.stop();
  }
}

async function startHub({
  databaseUrl,
  port,
  token,
  partners,
}: Omit<LocalHubOptions, "own"> & { readonly token: string }): Promise<Hub> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
    SEGPOL_ADMIN_TOKEN: token,
    SEGPOL_OPERATION_DAYS: "0",
    // One's own server may be slow while it is looked into.
    SEGPOL_PARTNER_TIMEOUT_MS: "15000",
  });
  try {
    return await createHub({
      config,
      partners,
      logger: pino({ level: "silent" }),
      routes: registerPages,
      pageQueries: pageQueries(),
    });
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    throw new CliError(
      `The hub's partners do not make a graph with what is here; use the version of this project that the hub runs.\n${error.message}`,
    );
  }
}

/** Puts what the developer's server serves into the local graph, now and whenever it changes, until it is stopped. */
async function follow(hub: Hub, own: Own, local: CommandSurroundings, signal: AbortSignal): Promise<void> {
  let tried: string | undefined;
  let failure: string | undefined;
  let isFirst = true;
  while (!signal.aborted) {
    try {
      const sdl = await fetchSdl(own.url, { policy: { allowPrivate: true }, timeoutMs: FETCH_WITHIN_MS });
      if (failure !== undefined) local.print(`${own.code} answers again.`);
      failure = undefined;
      if (tried === undefined || !isSameSdl(sdl, tried)) {
        tried = sdl;
        await put(hub, own, local);
      }
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (failure !== error.code) local.print(`${error.code}: ${error.message}\n        ${error.mend} Looking again.`);
      failure = error.code;
    }
    if (isFirst) await saySources(hub, local);
    isFirst = false;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** As a join or publish at the hub would; only that what breaks is let through after it has been said. */
async function put(hub: Hub, own: Own, local: CommandSurroundings): Promise<void> {
  const isMember = hub.version.partners.some(({ code }) => code === own.code);
  const report = await change(hub, own, local, isMember, false);
  const codes = new Set(report.findings.filter(({ severity }) => severity === "ERROR").map((each) => each.code));
  const done = ({ version }: ChangeResult): string =>
    `${own.code} is in the local graph, as it would ${isMember ? "be published" : "join"}: local version ${version}.`;
  if (codes.has("NOTHING_NEW")) {
    local.print(`${own.code} serves what it serves in the hub's graph.`);
    return;
  }
  printChange(report, done(report), false, local.print);
  if (report.accepted || codes.size > 1 || !codes.has("BREAKING_CHANGE")) return;
  const forced = await change(hub, own, local, isMember, true);
  if (forced.accepted) local.print(`The hub would refuse it. ${done(forced)}`);
}

async function change(
  hub: Hub,
  { code, url, name }: Own,
  local: CommandSurroundings,
  isMember: boolean,
  force: boolean,
): Promise<ChangeResult> {
  const query = isMember
    ? `mutation ($code: String!, $url: String!, $reason: String, $force: Boolean!) {
         result: publishPartner(code: $code, url: $url, reason: $reason, force: $force) ${RESULT}
       }`
    : `mutation ($code: String!, $url: String!, $name: String, $reason: String, $force: Boolean!) {
         result: joinPartner(code: $code, url: $url, name: $name, reason: $reason, force: $force) ${RESULT}
       }`;
  const { result } = await askAdmin<{ result: ChangeResult }>({ hub: hub.url, who: "developer" }, local, query, {
    code,
    url,
    reason: REASON,
    force,
    ...(!isMember && name !== undefined && { name }),
  });
  return result;
}

/** Says whose records are missing. */
async function saySources(hub: Hub, { print }: CommandSurroundings): Promise<void> {
  await hub.firstHarvest(FIRST_HARVEST_WITHIN_MS);
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ records { totalCount } partners { code source { state } } }" }),
  });
  const { data } = (await response.json()) as {
    data: {
      records: { totalCount: number };
      partners: readonly { code: string; source: { state: string } | null }[];
    };
  };
  const silent = data.partners.filter(({ source }) => source?.state !== "LIVE").map(({ code }) => code);
  print(`${data.records.totalCount} records.`);
  if (silent.length > 0) print(`Not reached from here, so that their records are missing: ${silent.join(", ")}.`);
}
