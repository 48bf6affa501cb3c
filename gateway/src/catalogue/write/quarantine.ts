import { VISIBILITIES } from "@segpol/identity";
import { type Kysely, sql } from "kysely";
import type { HubDatabase } from "../database/tables.js";
import type { HarvestedRecord, Unread } from "../record/harvested-record.js";
import { toStorable } from "../../base/storable-text.js";

const MAX_ID_LENGTH = 200;

/** What the index holds of records that could not be read stays, also when a new epoch has been read to its end. */
export async function keepUnread(
  db: Kysely<HubDatabase>,
  partner: string,
  epoch: string,
  unread: readonly Unread[],
): Promise<void> {
  if (unread.length === 0) return;
  await db
    .updateTable("record")
    .set({ epoch })
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${unread.map(({ id }) => storable(id))}::text[])`)
    .execute();
}

/** Quarantines records that could not be read; they show as the source's problem until they can be. */
export async function quarantineUnread(
  db: Kysely<HubDatabase>,
  partner: string,
  unread: readonly Unread[],
  now: Date = new Date(),
): Promise<void> {
  const byRecord = new Map(unread.map((each) => [storable(each.id), each]));
  if (byRecord.size === 0) return;
  const visibilities = await quarantineVisibilities(db, partner, [...byRecord.keys()]);
  await db
    .insertInto("set_aside")
    .values(
      [...byRecord].map(([record, { code, message }]) => ({
        record,
        partner,
        code,
        message,
        since: now.toISOString(),
        visibility: visibilities(record),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["partner", "record"]).doUpdateSet((excluded) => ({
        code: excluded.ref("excluded.code"),
        message: excluded.ref("excluded.message"),
        visibility: excluded.ref("excluded.visibility"),
      })),
    )
    .execute();
}

/**
 * Who may know of quarantined records: the narrowest of what the index holds and of what the owner gave. Where neither says
 * anything, nobody but the owner and the cabinet.
 */
export async function quarantineVisibilities(
  db: Kysely<HubDatabase>,
  partner: string,
  ids: readonly string[],
  given: readonly HarvestedRecord[] = [],
): Promise<(id: string) => string> {
  const held = await db
    .selectFrom("record")
    .select(["id", "visibility"])
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${ids}::text[])`)
    .execute();
  const known = [
    ...held,
    ...given.map(({ id, content }) => ({ id: toStorable(id), visibility: content["visibility"] })),
  ];
  return (id) => {
    const ranks = known
      .filter((each) => each.id === id)
      .map(({ visibility }) => VISIBILITIES.findIndex((each) => each === visibility))
      .filter((rank) => rank >= 0);
    return VISIBILITIES[Math.max(...ranks)] ?? "CABINET";
  };
}

function storable(id: string): string {
  return toStorable(id.slice(0, MAX_ID_LENGTH));
}
