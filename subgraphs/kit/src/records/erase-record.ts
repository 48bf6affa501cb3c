import type { EntityManager } from "@mikro-orm/postgresql";

/**
 * Removes a record for good: its row, the rows that belong to it, and with that every text. What stays is its id and the time of
 * the erasure in the change feed, where the hub reads that it has to remove the content of every version it kept. The id is never
 * taken again. Erasing once more changes nothing. Becomes part of the transaction of `em`, if there is one.
 *
 * In psql: `select segpol_erase_record('cps:event:2021-12-08-recherche')`.
 * @throws Error (from the database) when no record of that id was ever kept, or when rows of a table of the partner's own still
 * point to it: such a table has to say `on delete cascade`.
 */
export async function eraseRecord(em: EntityManager, id: string): Promise<void> {
  await em.execute("select segpol_erase_record(?)", [id]);
}
