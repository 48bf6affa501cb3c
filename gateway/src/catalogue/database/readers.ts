import { Kysely, type LogConfig, PostgresDialect } from "kysely";
import { LRUCache } from "lru-cache";
import pg from "pg";
import { endWithOperation } from "./end-with-operation.js";
import { NamingClient, StatementNames } from "./named-statements.js";
import { createPool, type HubDatabaseOptions } from "./database.js";
import type { HubDatabase } from "./tables.js";
import { readerSetting, type Viewer } from "./visibility.js";

/** Connections that read the index, each for whoever is looking: the database itself holds back what they may not see. */
export interface HubReaders {
  /** Statements through it are this viewer's. */
  as(viewer: Viewer): Kysely<HubDatabase>;
  /** Milliseconds after which PostgreSQL gives a statement up; 0: never. */
  readonly statementTimeoutMs: number;
  /** Rejects where the database does not answer; waits for none of the connections that are busy. */
  answers(): Promise<unknown>;
  destroy(): Promise<void>;
}

export interface HubReaderOptions extends HubDatabaseOptions {
  /** Milliseconds after which PostgreSQL gives a statement up, and after which one that has no connection yet is. Default 0: never. */
  readonly statementTimeoutMs?: number;
}

/** Milliseconds in which the database answers what takes it no time, or is not there. */
const CONTROL_MS = 5_000;
/** Kinds of viewers that are remembered. */
const MAX_VIEWERS = 100;

/**
 * Connects lazily. A connection is told who is looking when it is taken for somebody else than the last time, which is one statement
 * more then and none else. It never serves with another's setting: one that could not be told is thrown away.
 */
export function createHubReaders(databaseUrl: string, options: HubReaderOptions = {}): HubReaders {
  const { statementTimeoutMs = 0 } = options;
  const startup = `-c default_transaction_read_only=on -c statement_timeout=${statementTimeoutMs}`;
  // Nobody waits any more for an answer that begins so late.
  const pool = createPool(databaseUrl, { ...options, startup, waitMs: statementTimeoutMs });
  // Not among those that are all taken when there is something to end, or somebody wants to know whether the database is there.
  const control = createPool(databaseUrl, {
    ...options,
    maxConnections: 1,
    startup: "",
    waitMs: CONTROL_MS,
    answerMs: CONTROL_MS,
  });
  const cancel = (processId: number) => control.query("select pg_cancel_backend($1)", [processId]);
  const told = new WeakMap<pg.PoolClient, string>();

  async function connect(setting: string): Promise<pg.PoolClient> {
    const client = await pool.connect();
    endWithOperation(client, cancel);
    if (told.get(client) === setting) return client;
    told.delete(client);
    try {
      await client.query("select set_config('segpol.reader', $1, false)", [setting]);
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
    told.set(client, setting);
    return client;
  }

  const names = new StatementNames();
  const naming = new WeakMap<pg.PoolClient, NamingClient>();
  const named = async (setting: string): Promise<NamingClient> => {
    const client = await connect(setting);
    const known = naming.get(client) ?? new NamingClient(client, names);
    naming.set(client, known);
    return known;
  };
  const opened = new LRUCache<string, Kysely<HubDatabase>>({
    max: MAX_VIEWERS,
    memoMethod: (setting) => open(pool, () => named(setting), options.log),
  });
  return {
    as: (viewer) => opened.memo(readerSetting(viewer)),
    statementTimeoutMs,
    answers: () => control.query("select 1"),
    async destroy() {
      await pool.end();
      await control.end();
    },
  };
}

function open(pool: pg.Pool, connect: () => Promise<NamingClient>, log: LogConfig | undefined): Kysely<HubDatabase> {
  // The connections are closed with the pool that they come from.
  const dialect = new PostgresDialect({ pool: { options: pool.options, connect, end: () => Promise.resolve() } });
  return new Kysely<HubDatabase>({ dialect, ...(log ? { log } : {}) });
}
