import type { EntityManager } from "@mikro-orm/postgresql";

/** Names the cluster, its timeline and the database: what transaction numbers are good for. */
const HOME = `(
  select system.system_identifier || '/' || checkpoint.timeline_id || '/' || database.oid
  from pg_control_system() system, pg_control_checkpoint() checkpoint, pg_database database
  where database.datname = current_database()
)`;

/**
 * Gives the data an epoch when they have none. Data that were copied or restored into another database get a new epoch: their
 * transaction numbers mean nothing here, so every change is put at a place of this database's own.
 */
export async function settleEpoch(em: EntityManager): Promise<void> {
  await em.execute(`insert into feed_epoch (home) values (${HOME}) on conflict do nothing`);
  const moved = await em.execute<unknown[]>(
    `update feed_epoch set epoch = gen_random_uuid(), began_at = now(), home = ${HOME} where home <> ${HOME} returning epoch`,
  );
  if (moved.length > 0) await em.execute(`update record_change set xid = pg_current_xact_id()`);
}
