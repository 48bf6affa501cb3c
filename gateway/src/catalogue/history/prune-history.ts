import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { raiseHistoryStamp } from "../database/stamps.js";
import type { HubDatabase } from "../database/tables.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Rows that one statement removes at most: nobody waits long for it. */
const ROWS_AT_A_TIME = 1_000;

/** What may go, oldest first: rows that were no longer current at an instant. */
const ENDED: readonly ((before: string) => RawBuilder<unknown>)[] = [
  (before) => sql`
    delete from record_version where (id, known_from) in (
      select id, known_from from record_version where known_to <= ${before}::timestamptz order by known_to limit ${ROWS_AT_A_TIME})`,
  (before) => sql`
    delete from link_version where id in (
      select id from link_version where known_to <= ${before}::timestamptz order by known_to limit ${ROWS_AT_A_TIME})`,
  (before) => sql`
    delete from record_hidden where (id, at) in (
      select id, at from record_hidden where at <= ${before}::timestamptz order by at limit ${ROWS_AT_A_TIME})`,
  (before) => sql`
    delete from source_version where (partner, known_from) in (
      select partner, known_from from source_version s
      where known_from < (
        select max(known_from) from source_version later
        where later.partner = s.partner and later.known_from <= ${before}::timestamptz)
      limit ${ROWS_AT_A_TIME})`,
];

/**
 * Removes all that was no longer current at an instant; before it, nothing can be asked any more. What is current now stays, however
 * old it is. Gives how many rows went. `isStopping`: whether to leave the rest for another time.
 */
export async function pruneHistory(
  db: Kysely<HubDatabase>,
  before: Date,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const instant = before.toISOString();
  // First, so that nobody is answered from what is half removed.
  await db.transaction().execute(async (tx) => {
    await sql`update history set kept_from = greatest(kept_from, ${instant}::timestamptz)`.execute(tx);
    await raiseHistoryStamp(tx);
  });
  let removed = 0;
  for (const statement of ENDED) {
    let rows = ROWS_AT_A_TIME;
    while (rows === ROWS_AT_A_TIME && !isStopping()) {
      rows = Number((await statement(instant).execute(db)).numAffectedRows ?? 0);
      removed += rows;
    }
  }
  return removed;
}

export interface HistoryPruningOptions {
  readonly db: Kysely<HubDatabase>;
  /** How many days of the past stay; 0: all of them, and nothing is started. */
  readonly days: number;
  /** Told of a try that failed; the next is made as if nothing had been. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds from one time to the next. Default: an hour. */
  readonly everyMs?: number;
}

/** Removes what is older than the days that are kept, now and then. To be stopped before the database is closed. */
export function startHistoryPruning({ db, days, onError, everyMs = HOUR_MS }: HistoryPruningOptions): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await pruneHistory(db, new Date(Date.now() - days * DAY_MS), () => signal.aborted);
      } catch (error) {
        onError(error);
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  const running = days > 0 ? run() : Promise.resolve();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
