import { type Kysely, sql, type Transaction } from "kysely";
import type { HubDatabase } from "../database/tables.js";
import { userError } from "../../base/user-error.js";

/** Of all locks, the one under which the index's changes get their instants. */
const STAMPING = 0x5e6901;

/**
 * The instant of the changes that a transaction makes, later than that of every change before, whichever partner's. It holds up other
 * changes until the transaction ends, so that they become visible in the order of their instants: take it late. `now`: for tests.
 */
export async function nextInstant(tx: Transaction<HubDatabase>, now?: Date): Promise<Date> {
  await sql`select pg_advisory_xact_lock(${STAMPING})`.execute(tx);
  const { rows } = await sql<{ at: Date }>`
    update history set at = greatest(${(now ?? new Date()).toISOString()}::timestamptz, at + interval '1 millisecond')
    returning at`.execute(tx);
  const at = rows[0]?.at;
  if (!at) throw new Error("Expected the history's one row; it is gone: restore it from a backup.");
  return at;
}

/** Since when every version is kept; without an end of what was removed, since the beginning. */
export async function keptSince(db: Kysely<HubDatabase>): Promise<Date> {
  const { rows } = await sql<{ kept_from: Date | null }>`select kept_from from history`.execute(db);
  return rows[0]?.kept_from ?? new Date(0);
}

/**
 * Waits for changes that have an instant and are not yet visible, so that what is read of a past instant stays as it was read.
 * `what`: the instant's name to whoever asked. @throws GraphQLError with BAD_USER_INPUT when versions of that time have been removed
 */
export async function openInstant(db: Kysely<HubDatabase>, at: Date, what: string): Promise<void> {
  const { rows } = await sql<{ kept_from: Date | null }>`
    select kept_from, pg_advisory_xact_lock_shared(${STAMPING}) from history`.execute(db);
  const keptFrom = rows[0]?.kept_from;
  if (!keptFrom || at >= keptFrom) return;
  throw userError(
    `Expected ${what} at or after ${keptFrom.toISOString()}, since when the hub keeps every version; got ${at.toISOString()}.`,
  );
}
