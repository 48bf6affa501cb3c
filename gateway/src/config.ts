import { readFileSync } from "node:fs";
import { type IdentitySettings, readHubKey, readIdentitySettings } from "@segpol/identity";
import { ConfigError } from "@segpol/server";
import { type AdminSettings, readAdminSettings } from "./admin/admin-settings.js";
import { type GuardSettings, readGuardSettings } from "./serving/guard-settings.js";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How the hub asks partners while a client waits. */
export interface PartnerSettings {
  /** Milliseconds a partner has for a whole answer, body included. SEGPOL_PARTNER_TIMEOUT_MS, 5000 */
  readonly timeoutMs: number;
  /** Largest answer that is read from a partner. SEGPOL_PARTNER_MAX_RESPONSE_BYTES, 8 MiB */
  readonly maxResponseBytes: number;
  /** Connections kept to each partner. SEGPOL_PARTNER_CONNECTIONS, 32 */
  readonly connections: number;
  /** Timeouts in a row after which a partner is left alone until a probe gets through. SEGPOL_BREAKER_FAILURES, 3 */
  readonly breakerFailures: number;
  /** Milliseconds between probes of a partner that is left alone. SEGPOL_BREAKER_PROBE_MS, 1000 */
  readonly breakerProbeMs: number;
}

export interface HarvestSettings {
  /** Seconds a partner may hold a question for changes open, 1 to 30. SEGPOL_HARVEST_WAIT_S, 20 */
  readonly waitSeconds: number;
  /** Changes asked at a time, 1 to 500. SEGPOL_HARVEST_PAGE, 100 */
  readonly pageSize: number;
  /** Records read at a time, 1 to 500; halved by itself where answers are too large. SEGPOL_HARVEST_BATCH, 50 */
  readonly batchSize: number;
  /** Milliseconds for an answer, beside the wait for changes. SEGPOL_HARVEST_TIMEOUT_MS, 10000 */
  readonly timeoutMs: number;
  /** Largest answer that is read. SEGPOL_HARVEST_MAX_RESPONSE_BYTES, 16 MiB */
  readonly maxResponseBytes: number;
  /** Shortest and longest pause after a failure, in milliseconds. SEGPOL_HARVEST_RETRY_MIN_MS, 200; SEGPOL_HARVEST_RETRY_MAX_MS, 5000 */
  readonly retryMinMs: number;
  readonly retryMaxMs: number;
  /** Milliseconds between probes of a partner that holds a question for changes open. SEGPOL_HARVEST_PROBE_MS, 2000 */
  readonly probeMs: number;
  /** Milliseconds for the answer to a probe; without one the partner is DOWN. SEGPOL_HARVEST_PROBE_TIMEOUT_MS, 3000 */
  readonly probeTimeoutMs: number;
}

/** What clients may ask at most. */
export interface QueryLimits {
  /** SEGPOL_MAX_BODY_BYTES, 256 KiB */
  readonly bodyBytes: number;
  /** Levels of fields. SEGPOL_MAX_QUERY_DEPTH, 30 */
  readonly depth: number;
  /** Words and signs of the query's text. SEGPOL_MAX_QUERY_TOKENS, 5000 */
  readonly tokens: number;
  /** SEGPOL_MAX_QUERY_ALIASES, 100 */
  readonly aliases: number;
  /** Fields with every fragment written out. SEGPOL_MAX_QUERY_SELECTIONS, 20000 */
  readonly selections: number;
  /** Entries of a page, of the 100 that the graph promises. SEGPOL_MAX_PAGE_SIZE, 20 to 100, 100 */
  readonly pageSize: number;
  /** Entities that one operation asks the catalogue's own endpoint for. SEGPOL_MAX_REPRESENTATIONS, 1000 */
  readonly representations: number;
  /** Objects of the answer, were every page full; five values count as one. SEGPOL_MAX_QUERY_OBJECTS, 150000 */
  readonly objects: number;
}

export interface HubConfig {
  /** Where the catalogue is kept: postgres://role:password@host:port/database. DATABASE_URL, required */
  readonly databaseUrl: string;
  /** HOST, 127.0.0.1 */
  readonly host: string;
  /** 0: any free port. PORT, 4000 */
  readonly port: number;
  /** LOG_LEVEL, info */
  readonly logLevel: LogLevel;
  /** Web origins that browsers may call the graph from; "*": all. SEGPOL_CORS_ORIGINS, separated by commas, none */
  readonly corsOrigins: readonly string[];
  readonly partners: PartnerSettings;
  readonly harvest: HarvestSettings;
  readonly limits: QueryLimits;
  readonly guards: GuardSettings;
  /** Days for which versions of records that are no longer current are kept; 0: for ever. SEGPOL_HISTORY_DAYS, 0 */
  readonly historyDays: number;
  /** Days for which it is kept what clients ask, without values; 0: nothing is recorded. SEGPOL_OPERATION_DAYS, 30 */
  readonly operationDays: number;
  readonly admin: AdminSettings;
  /** Whose tokens are believed; undefined: nobody's, and everybody sees what is public. SEGPOL_TOKEN_ISSUER and others */
  readonly identity: IdentitySettings | undefined;
  /** The private key of the tokens with which the hub asks partners. SEGPOL_HUB_KEY, or the content of SEGPOL_HUB_KEY_FILE */
  readonly hubKey: ReturnType<typeof readHubKey>;
}

/** What the graph's own documentation promises, and what a page has that is asked for without its size. */
const LARGEST_PAGE = 100;
const DEFAULT_PAGE = 20;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The hub's settings from environment variables. Every wrong one is named in a single ConfigError. */
export function readConfig(environment: Environment): HubConfig {
  const problems: string[] = [];
  const env = withSecretsFromFiles(environment, ["DATABASE_URL"], problems);
  const int = (name: string, fallback: number, min: number, max: number): number => {
    const text = env[name]?.trim();
    if (text === undefined || text === "") return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${name}: expected a whole number from ${min} to ${max}, got "${text}".`);
    return fallback;
  };

  const databaseUrl = env["DATABASE_URL"]?.trim() ?? "";
  if (!isPostgresUrl(databaseUrl)) {
    // Its value holds a password, so it is not repeated.
    problems.push(
      `DATABASE_URL: expected postgres://role:password@host:port/database, got ${databaseUrl === "" ? "nothing" : "something else"}.`,
    );
  }
  const logLevel = env["LOG_LEVEL"]?.trim() || "info";
  if (!isLogLevel(logLevel)) problems.push(`LOG_LEVEL: expected one of ${LOG_LEVELS.join(", ")}, got "${logLevel}".`);
  const corsOrigins = (env["SEGPOL_CORS_ORIGINS"] ?? "")
    .split(",")
    .map((origin) => origin.trim())
    .filter(Boolean);
  for (const origin of corsOrigins) {
    if (origin !== "*" && !isOrigin(origin)) {
      problems.push(
        `SEGPOL_CORS_ORIGINS: expected origins such as https://dashboard.example.org, or *, got "${origin}".`,
      );
    }
  }

  const host = env["HOST"]?.trim() || "127.0.0.1";
  const config: HubConfig = {
    databaseUrl,
    host,
    port: int("PORT", 4000, 0, 65_535),
    logLevel: isLogLevel(logLevel) ? logLevel : "info",
    corsOrigins,
    partners: {
      timeoutMs: int("SEGPOL_PARTNER_TIMEOUT_MS", 5_000, 1, 600_000),
      maxResponseBytes: int("SEGPOL_PARTNER_MAX_RESPONSE_BYTES", 8 * 2 ** 20, 1_024, 2 ** 29),
      connections: int("SEGPOL_PARTNER_CONNECTIONS", 32, 1, 1_000),
      breakerFailures: int("SEGPOL_BREAKER_FAILURES", 3, 1, 1_000),
      breakerProbeMs: int("SEGPOL_BREAKER_PROBE_MS", 1_000, 10, 600_000),
    },
    harvest: {
      waitSeconds: int("SEGPOL_HARVEST_WAIT_S", 20, 1, 30),
      pageSize: int("SEGPOL_HARVEST_PAGE", 100, 1, 500),
      batchSize: int("SEGPOL_HARVEST_BATCH", 50, 1, 500),
      timeoutMs: int("SEGPOL_HARVEST_TIMEOUT_MS", 10_000, 1, 600_000),
      maxResponseBytes: int("SEGPOL_HARVEST_MAX_RESPONSE_BYTES", 16 * 2 ** 20, 1_024, 2 ** 29),
      retryMinMs: int("SEGPOL_HARVEST_RETRY_MIN_MS", 200, 1, 600_000),
      retryMaxMs: int("SEGPOL_HARVEST_RETRY_MAX_MS", 5_000, 1, 600_000),
      probeMs: int("SEGPOL_HARVEST_PROBE_MS", 2_000, 10, 600_000),
      probeTimeoutMs: int("SEGPOL_HARVEST_PROBE_TIMEOUT_MS", 3_000, 1, 600_000),
    },
    limits: {
      bodyBytes: int("SEGPOL_MAX_BODY_BYTES", 256 * 1_024, 1_024, 2 ** 26),
      depth: int("SEGPOL_MAX_QUERY_DEPTH", 30, 1, 200),
      tokens: int("SEGPOL_MAX_QUERY_TOKENS", 5_000, 10, 1_000_000),
      aliases: int("SEGPOL_MAX_QUERY_ALIASES", 100, 0, 100_000),
      selections: int("SEGPOL_MAX_QUERY_SELECTIONS", 20_000, 10, 10_000_000),
      pageSize: int("SEGPOL_MAX_PAGE_SIZE", LARGEST_PAGE, DEFAULT_PAGE, LARGEST_PAGE),
      representations: int("SEGPOL_MAX_REPRESENTATIONS", 1_000, 1, 1_000_000),
      objects: int("SEGPOL_MAX_QUERY_OBJECTS", 150_000, 10, 100_000_000),
    },
    guards: readGuardSettings({ env, problems, int }),
    historyDays: int("SEGPOL_HISTORY_DAYS", 0, 0, 36_500),
    operationDays: int("SEGPOL_OPERATION_DAYS", 30, 0, 366),
    admin: readAdminSettings({ env, host, problems, int }),
    identity: readIdentitySettings(env, problems),
    hubKey: readHubKey(env, problems),
  };
  if (config.harvest.retryMinMs > config.harvest.retryMaxMs) {
    problems.push("SEGPOL_HARVEST_RETRY_MIN_MS: expected no more than SEGPOL_HARVEST_RETRY_MAX_MS.");
  }
  if (problems.length > 0) throw new ConfigError(`The hub cannot start with these settings:\n${problems.join("\n")}`);
  return config;
}

/** A secret may stand in a file, which NAME_FILE names, instead of in the environment, which other processes may see. */
function withSecretsFromFiles(env: Environment, names: readonly string[], problems: string[]): Environment {
  const read: Record<string, string> = {};
  for (const name of names) {
    const file = env[`${name}_FILE`]?.trim();
    if (!file || env[name]?.trim()) continue;
    try {
      read[name] = readFileSync(file, "utf8").trim();
    } catch (error) {
      problems.push(`${name}_FILE: expected a file that can be read, ${String(error)}.`);
    }
  }
  return { ...env, ...read };
}

function isLogLevel(text: string): text is LogLevel {
  return LOG_LEVELS.some((level) => level === text);
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === "postgres:" || url.protocol === "postgresql:") && url.pathname.length > 1;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") && url.origin === text;
}
