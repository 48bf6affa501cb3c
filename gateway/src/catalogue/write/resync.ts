import { type Kysely, sql } from "kysely";
import { raiseStamps } from "../database/stamps.js";
import type { HubDatabase } from "../database/tables.js";

/** Stands in place of a record's epoch until a full resync has read the record again. */
export const TO_BE_REBUILT = "(to be read anew)";

/** How far the rebuild of a partner's part of the index is. */
export interface RebuildState {
  /** Records that the index holds. */
  readonly records: number;
  /** Those of them that have not been read again yet. */
  readonly left: number;
  /** The partner's feed was read to its end. */
  readonly isDone: boolean;
  /** What keeps the harvest from the partner, as clients see it. */
  readonly problem: string | null;
}

/**
 * Asks for a full resync of a partner's records. Until then they stay as they are; what the feed does not
 * name again goes when it has been read to its end. Whoever harvests takes it up where the index stands, after a restart too. False:
 * the partner is not known here.
 */
export async function beginRebuild(db: Kysely<HubDatabase>, partner: string): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("source")
      .set({ cursor: null, caught_up: false })
      .where("partner", "=", partner)
      .executeTakeFirst();
    await markForResync(tx, partner);
    await raiseStamps(tx, partner, ["Source", "State"]);
    return numUpdatedRows > 0n;
  });
}

/** Records that are marked at a time: what a statement changes is held in memory for the listings. */
const MARKED_AT_A_TIME = 5_000;

/** Has a partner's records go at the end of its feed, as far as it has not named them by then. */
export async function markForResync(db: Kysely<HubDatabase>, partner: string): Promise<void> {
  let left = true;
  while (left) {
    // Written so that an index finds them.
    const { numAffectedRows = 0n } = await sql`
      update record set epoch = ${TO_BE_REBUILT}
      where id = any(array(
        select id from record
        where partner = ${partner} and (epoch < ${TO_BE_REBUILT} or epoch > ${TO_BE_REBUILT}) limit ${MARKED_AT_A_TIME}))`.execute(
      db,
    );
    left = numAffectedRows > 0n;
  }
}

export async function readRebuildState(db: Kysely<HubDatabase>, partner: string): Promise<RebuildState> {
  const { rows } = await sql<RebuildState>`
    select count(record.id)::int as records,
           count(record.id) filter (where record.epoch = ${TO_BE_REBUILT})::int as left,
           source.caught_up as "isDone", source.problem
    from source left join record on record.partner = source.partner
    where source.partner = ${partner}
    group by source.partner`.execute(db);
  const [state] = rows;
  if (!state) throw new Error(`Expected a partner that the catalogue knows; got ${partner}.`);
  return state;
}
