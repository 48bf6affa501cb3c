import { type IdentitySettings, readIdentitySettings } from "@segpol/identity";
import { ConfigError } from "@segpol/server";
import type { Partner } from "../partner/partner.js";
import { readLimits, type ServerLimits } from "./limits.js";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** How much is logged. */
export type LogLevel = (typeof LEVELS)[number];

/** What a partner's process is configured with. */
export interface ServerConfig {
  /** The role that serves. */
  readonly databaseUrl: string;
  /** The role that owns the tables and migrates; undefined: the role that serves does both. */
  readonly ownerUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Whose tokens are believed; undefined: tokens are ignored. */
  readonly identity: IdentitySettings | undefined;
  readonly limits: ServerLimits;
  /** Proxies whose x-forwarded-for is believed. */
  readonly trustedProxies: string | undefined;
}

/**
 * Reads DATABASE_URL (required), DATABASE_OWNER_URL, HOST (127.0.0.1), PORT (the partner's own), LOG_LEVEL (info), whose tokens are
 * believed (see `readIdentitySettings`), SEGPOL_SUBGRAPH_MAX_... (see `readLimits`) and SEGPOL_TRUSTED_PROXIES.
 * @throws ConfigError naming the variable, what was expected and what came.
 */
export function readServerConfig(env: Readonly<Record<string, string | undefined>>, partner: Partner): ServerConfig {
  const problems: string[] = [];
  const identity = readIdentitySettings(env, problems);
  const limits = readLimits(env, problems);
  const ownerUrl = env["DATABASE_OWNER_URL"];
  const config: ServerConfig = {
    databaseUrl: readDatabaseUrl("DATABASE_URL", env["DATABASE_URL"]),
    ownerUrl: ownerUrl ? readDatabaseUrl("DATABASE_OWNER_URL", ownerUrl) : undefined,
    host: env["HOST"] || "127.0.0.1",
    port: readPort(env["PORT"], partner.port),
    logLevel: readLevel(env["LOG_LEVEL"]),
    identity,
    limits,
    trustedProxies: env["SEGPOL_TRUSTED_PROXIES"]?.trim() || undefined,
  };
  if (problems.length > 0) throw new ConfigError(problems.join(" "));
  return config;
}

function readDatabaseUrl(name: string, url: string | undefined): string {
  const form = "postgres://role:password@host:port/database";
  if (!url) throw new ConfigError(`Expected ${name} to be ${form}; it is not set.`);
  // The value is not shown: it holds a password.
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw new ConfigError(`Expected ${name} to be ${form}; got something else.`);
  }
  return url;
}

function readPort(text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConfigError(`Expected PORT to be a number from 0 to 65535; got ${JSON.stringify(text)}.`);
}

function readLevel(text: string | undefined): LogLevel {
  const level = LEVELS.find((each) => each === (text || "info"));
  if (level) return level;
  throw new ConfigError(`Expected LOG_LEVEL to be one of ${LEVELS.join(", ")}; got ${JSON.stringify(text)}.`);
}
