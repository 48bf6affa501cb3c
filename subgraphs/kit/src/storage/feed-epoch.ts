import type { EntityManager } from "@mikro-orm/postgresql";

/**
 * Gives the data an epoch when they have none, or a new one when they are no longer, for certain, the data that cursors were
 * given out for: restored, copied, moved, or recovered after a crash. See `storage/migrations/feed-history.ts`.
 */
export async function settleEpoch(em: EntityManager): Promise<void> {
  await inItsOwnTime(em, "select settle_feed_epoch()");
}

/** Ends an epoch, unless somebody has done so already. */
export async function endEpoch(em: EntityManager, epoch: string): Promise<void> {
  await inItsOwnTime(
    em,
    "select segpol_renew_epoch() from (select from feed_epoch where epoch = ? for update) as still_so",
    [epoch],
  );
}

/** A new epoch goes over all records and waits for writers: it is not a client's statement, to be ended after a while. */
async function inItsOwnTime(em: EntityManager, sql: string, values: readonly unknown[] = []): Promise<void> {
  const run = async (own: EntityManager): Promise<void> => {
    await own.execute("set local statement_timeout = 0");
    await own.execute(sql, [...values]);
  };
  // A transaction within one has a number of its own, which the epoch's stamp is not.
  await (em.isInTransaction() ? run(em) : em.transactional(run));
}
