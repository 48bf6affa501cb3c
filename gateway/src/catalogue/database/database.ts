import { ConfigError } from "@segpol/server";
import { Kysely, type LogConfig, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { bringUpToDate } from "../../base/bring-up-to-date.js";
import { migrations } from "./migrations/index.js";
import { WRITER_SETTING } from "./visibility.js";
import type { HubDatabase } from "./tables.js";

export interface HubDatabaseOptions {
  /** Default 10. */
  readonly maxConnections?: number;
  /** Told of every statement. Default: nobody. */
  readonly log?: LogConfig;
  /** Told of connections that break while idle; the pool replaces them. Default: nobody. */
  readonly onIdleError?: (error: Error) => void;
}

const DATE_OID: number = pg.types.builtins.DATE;

interface PoolOptions extends HubDatabaseOptions {
  /** Settings of the session with which connections start, as `-c name=value`. */
  readonly startup: string;
  /** Milliseconds after which whoever waits for a connection is refused one. Default 0: never. */
  readonly waitMs?: number;
  /** Milliseconds after which a connection on which a statement has had no answer is given up. Default 0: never. */
  readonly answerMs?: number;
}

/** Connections to the hub's database, made when they are needed. */
export function createPool(
  databaseUrl: string,
  { maxConnections = 10, onIdleError, startup, waitMs = 0, answerMs = 0 }: PoolOptions,
): pg.Pool {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get("options");
  // What the address says of the session would else stand in place of this.
  url.searchParams.set("options", given ? `${given} ${startup}` : startup);
  const pool = new pg.Pool({
    connectionString: url.href,
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
    query_timeout: answerMs,
    types: {
      // A calendar day stays the text it is: a Date would move it by the machine's time zone.
      getTypeParser: (oid, format) =>
        oid === DATE_OID ? (value: string) => value : pg.types.getTypeParser(oid, format),
    },
  });
  pool.on("error", (error) => onIdleError?.(error));
  // A connection that breaks while somebody uses it fails their statements; unheard, its own error would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/**
 * For whoever keeps the index: sees everything. Nothing that a client asks is read through it. Connects lazily: a wrong address shows
 * with the first statement. `destroy()` closes the connections.
 */
export function createHubDatabase(databaseUrl: string, options: HubDatabaseOptions = {}): Kysely<HubDatabase> {
  const pool = createPool(databaseUrl, { ...options, startup: `-c segpol.reader=${WRITER_SETTING}` });
  return new Kysely<HubDatabase>({
    dialect: new PostgresDialect({ pool }),
    ...(options.log ? { log: options.log } : {}),
  });
}

/** @throws ConfigError for a role that PostgreSQL holds to no policy, so that every reader would see everything */
export async function checkRowSecurity(db: Kysely<HubDatabase>): Promise<void> {
  const { rows } = await sql<{ role: string; free: boolean }>`
    select rolname as role, rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`.execute(db);
  const [found] = rows;
  if (!found?.free) return;
  throw new ConfigError(
    `DATABASE_URL: expected a role that row-level security holds for; got ${found.role}, a superuser or one with BYPASSRLS. ` +
      `Mend it with: alter role ${found.role} nosuperuser nobypassrls, or give the hub a role of its own that owns its database.`,
  );
}

/** Brings the catalogue's tables up to date; several hubs may do so at once. Throws when a migration fails. */
export async function migrateHubDatabase(db: Kysely<HubDatabase>): Promise<void> {
  await bringUpToDate(db, { migrations, table: "catalogue_migration", what: "the catalogue's tables" });
}
