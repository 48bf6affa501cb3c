import type { Cleanup, RunStatement } from "@segpol/server";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import { checkRowSecurity, createHubDatabase, createPool, migrateHubDatabase } from "../catalogue/database/database.js";
import { createHubReaders, type HubReaders } from "../catalogue/database/readers.js";
import type { HubDatabase } from "../catalogue/database/tables.js";
import type { HubConfig } from "../config/config.js";
import { migrateRegistry, type RegistryDatabase } from "../registry/store/registry-database.js";

const STATEMENT_GRACE_MS = 1_000;
/** For the harvest and the registry; clients' questions have connections of their own. */
const WRITING_CONNECTIONS = 6;
/** For the sessions of people who read. */
const SESSION_CONNECTIONS = 2;
const SESSION_STATEMENT_MS = 5_000;

export interface HubDatabases {
  readonly db: Kysely<HubDatabase>;
  /** The registry's tables, which stand beside the catalogue's. */
  readonly registry: Kysely<RegistryDatabase>;
  readonly readers: HubReaders;
  /** For sessions alone: its connections see what an anonymous reader sees of all else. */
  readonly runForSessions: RunStatement;
}

/** Connects, and brings the tables up to date. */
export async function openDatabases(
  { databaseUrl, guards }: HubConfig,
  logger: Logger,
  cleanup: Cleanup,
): Promise<HubDatabases> {
  const onIdleError = (error: Error) => logger.warn({ err: error }, "database connection lost");
  const db = createHubDatabase(databaseUrl, { onIdleError, maxConnections: WRITING_CONNECTIONS });
  cleanup.add(() => db.destroy());
  const readers = createHubReaders(databaseUrl, {
    onIdleError,
    // Later than the operation itself, which so gets its answer from the deadline and never from PostgreSQL.
    statementTimeoutMs: guards.operationTimeoutMs + STATEMENT_GRACE_MS,
  });
  cleanup.add(() => readers.destroy());
  await checkRowSecurity(db);
  await migrateHubDatabase(db);
  const registry = db.withTables<RegistryDatabase>();
  await migrateRegistry(registry);
  const sessions = createPool(databaseUrl, {
    onIdleError,
    maxConnections: SESSION_CONNECTIONS,
    startup: `-c statement_timeout=${SESSION_STATEMENT_MS}`,
    waitMs: SESSION_STATEMENT_MS,
  });
  cleanup.add(() => sessions.end());
  const runForSessions: RunStatement = async (statement, parameters) =>
    (await sessions.query<object>(statement, [...parameters])).rows;
  return { db, registry, readers, runForSessions };
}
