import type { Partner } from "../partner.js";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** How much is logged. */
export type LogLevel = (typeof LEVELS)[number];

/** What a partner's process is configured with. */
export interface ServerConfig {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
}

/** An environment variable is missing or cannot be used. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads DATABASE_URL (required), HOST (127.0.0.1), PORT (the partner's own) and LOG_LEVEL (info).
 * @throws ConfigError naming the variable, what was expected and what came.
 */
export function readServerConfig(env: Readonly<Record<string, string | undefined>>, partner: Partner): ServerConfig {
  return {
    databaseUrl: readDatabaseUrl(env["DATABASE_URL"]),
    host: env["HOST"] || "127.0.0.1",
    port: readPort(env["PORT"], partner.port),
    logLevel: readLevel(env["LOG_LEVEL"]),
  };
}

function readDatabaseUrl(url: string | undefined): string {
  const form = "postgres://role:password@host:port/database";
  if (!url) throw new ConfigError(`Expected DATABASE_URL to be ${form}; it is not set.`);
  // The value is not shown: it holds a password.
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw new ConfigError(`Expected DATABASE_URL to be ${form}; got something else.`);
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
