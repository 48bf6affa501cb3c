import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { isPartnerCode, type Language, type PartnerRole, typePrefix } from "@segpol/schema";
import { pino } from "pino";
import { CompositionError } from "../composition/projection/composition-error.js";
import { readConfig } from "../config/config.js";
import { registerPages } from "../pages/pages.js";
import { FetchError, fetchSdl } from "../partners/fetch-sdl.js";
import { isSameSdl } from "../registry/same-sdl.js";
import type { PartnerDefinition } from "../base/partner-definition.js";
import { createHub, type Hub } from "../hub/hub.js";
import { askAdmin, COMMON_HELP, COMMON_OPTIONS, wholeNumber } from "./admin-client.js";
import { CliError } from "./cli-error.js";
import { type Command, type CommandSurroundings, UsageError } from "./command.js";
import type { ChangeResult } from "../registry/change-requests.js";
import { printChange, RESULT } from "./report.js";

const LOOK_EVERY_MS = 2_000;
const FETCH_WITHIN_MS = 5_000;
const FIRST_HARVEST_WITHIN_MS = 5_000;
const REASON = "Local only: nothing is published.";

const HELP = `Usage: npm run hub -- dev --code <CODE> --url <url> [--hub <url>] [--name <name>] [--port <number>]

A hub of your own on this machine, over the partners of a hub and your subgraph: its graph, its explorer, and the public records of
all whom it can reach. What a join or publish would find is printed, now and whenever your server's SDL changes. Nothing is published,
and the hub is asked for nothing but its partners. Ctrl-C ends it, and leaves nothing behind.

  --code <CODE>     of your organisation
  --url <url>       your subgraph: http://localhost:4108/graphql
  --name <name>     as lists show it
  --port <number>   of the local hub; any free one by default

Your token is the hub's, or one with the role partner:<CODE>:editor or partner:<CODE>:reader.

${COMMON_HELP}`;

export const dev: Command = {
  summary: "a local hub with your subgraph in it, nothing published",
  help: HELP,
  run: develop,
};

interface Own {
  readonly code: string;
  readonly url: string;
  readonly name: string | undefined;
}

async function develop(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...COMMON_OPTIONS,
      code: { type: "string" },
      url: { type: "string" },
      name: { type: "string" },
      port: { type: "string" },
    },
  });
  const { code = "", url = "", name } = values;
  if (!isPartnerCode(code)) throw new UsageError("Expected --code, capitals and digits, such as VUB. See --help.");
  if (!URL.canParse(url)) throw new UsageError("Expected --url, such as http://localhost:4108/graphql. See --help.");
  const port = values.port === undefined ? 0 : wholeNumber(values.port, "--port");
  const databaseUrl = surroundings.env["SEGPOL_DEV_DATABASE_URL"];
  if (!databaseUrl) {
    throw new CliError(
      "Expected an empty database in SEGPOL_DEV_DATABASE_URL. npm run hub -- dev brings one by itself.",
    );
  }

  const partners = await partnersOf(values, surroundings);
  const token = randomBytes(24).toString("base64url");
  const hub = await startHub({ databaseUrl, port, token, partners });
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const local: CommandSurroundings = { ...surroundings, env: { SEGPOL_ADMIN_TOKEN: token } };
    surroundings.print(`Explorer: ${hub.url}/explorer\nGraph:    ${hub.url}/graphql`);
    surroundings.print(`${partners.length} partners of the hub. Nothing is published. Ctrl-C ends it.`);
    await follow(hub, { code, url, name }, local, stopping.signal);
    return 0;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await hub.stop();
  }
}

interface RegisteredPartner {
  readonly code: string;
  readonly names: readonly { readonly language: Language; readonly text: string; readonly original: boolean }[];
  readonly acronym: string;
  readonly role: PartnerRole;
  readonly url: string;
  readonly website: string | null;
  readonly sdl: string;
}

async function partnersOf(
  options: Parameters<typeof askAdmin>[0],
  surroundings: CommandSurroundings,
): Promise<readonly PartnerDefinition[]> {
  const { partners } = await askAdmin<{ partners: readonly RegisteredPartner[] }>(
    options,
    surroundings,
    "{ partners { code names { language text original } acronym role url website sdl } }",
  );
  return partners.map(({ names, ...partner }) => ({
    ...partner,
    prefix: typePrefix(partner.code),
    name: {
      original: names.find(({ original }) => original)?.language ?? "NL",
      ...Object.fromEntries(names.map(({ language, text }) => [language, text])),
    },
  }));
}

async function startHub({
  databaseUrl,
  port,
  token,
  partners,
}: {
  readonly databaseUrl: string;
  readonly port: number;
  readonly token: string;
  readonly partners: readonly PartnerDefinition[];
}): Promise<Hub> {
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
    return await createHub({ config, partners, logger: pino({ level: "silent" }), routes: registerPages });
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
