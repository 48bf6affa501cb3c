import { VISIBILITIES } from "@segpol/identity";
import { type Kysely, sql } from "kysely";
import { toStorable } from "../../base/storable-text.js";
import type { HubDatabase } from "../database/tables.js";
import type { HarvestedRecord, Unread, UnreadCode } from "../record/harvested-record.js";
import type { RecordError, RecordErrorCode } from "../record/record-error.js";
import type { RecordFinding } from "../record/record-finding.js";

const MAX_ID_LENGTH = 200;
/** Characters that are kept of what a partner gave. */
const MAX_TEXT_LENGTH = 1_000;
/** Quarantined records that are kept of a partner; of more the number is. */
const MAX_KEPT = 5_000;
/** Of those whose ids are not the partner's own: it can name any number. */
const MAX_KEPT_FOREIGN = 100;

/** A record that could not be read or indexed. */
export interface Quarantined {
  readonly record: string;
  readonly code: UnreadCode | RecordErrorCode;
  readonly finding: RecordFinding;
}

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

/** What could not be read or indexed of a page, each record once. */
export function quarantinedOf(refused: readonly RecordError[], unread: readonly Unread[]): readonly Quarantined[] {
  const all: Quarantined[] = [
    ...refused.map(({ recordId, code, finding }) => ({ record: storable(recordId), code, finding })),
    ...unread.map(({ id, code, finding }) => ({ record: storable(id), code, finding })),
  ];
  return [...new Map(all.map((each) => [each.record, each])).values()];
}

/** Forgets what was quarantined of records that are named again, or of all; what still is follows in `quarantine`. */
export async function releaseQuarantined(
  db: Kysely<HubDatabase>,
  partner: string,
  named: readonly string[] | "all",
): Promise<void> {
  const settled = db.deleteFrom("set_aside").where("partner", "=", partner);
  if (named === "all") {
    await settled.execute();
    await db.deleteFrom("set_aside_more").where("partner", "=", partner).execute();
  } else if (named.length > 0) {
    await settled.where("record", "=", sql<string>`any(${named.map(storable)}::text[])`).execute();
  }
}

/** Quarantines records; they show as the source's problem until they can be indexed. */
export async function quarantine(
  db: Kysely<HubDatabase>,
  partner: string,
  records: readonly Quarantined[],
  given: readonly HarvestedRecord[],
  now: Date,
): Promise<void> {
  if (records.length === 0) return;
  const ids = records.map(({ record }) => record);
  const visibilities = await quarantineVisibilities(db, partner, ids, given);
  const rows = records.map(({ record, code, finding }) => ({
    record,
    partner,
    code,
    field: finding.field === null ? null : cut(finding.field),
    expected: cut(finding.expected),
    got: cut(finding.got),
    mend: cut(finding.mend),
    since: now.toISOString(),
    visibility: visibilities(record),
  }));
  const { kept, more } = await divide(db, partner, rows);
  if (kept.length > 0) {
    await db
      .insertInto("set_aside")
      .values(kept)
      .onConflict((conflict) =>
        conflict.columns(["partner", "record"]).doUpdateSet((excluded) => ({
          code: excluded.ref("excluded.code"),
          field: excluded.ref("excluded.field"),
          expected: excluded.ref("excluded.expected"),
          got: excluded.ref("excluded.got"),
          mend: excluded.ref("excluded.mend"),
          visibility: excluded.ref("excluded.visibility"),
        })),
      )
      .execute();
  }
  if (more.length === 0) return;
  await sql`
    insert into set_aside_more (partner, visibility, code, records)
    select ${partner}, visibility, code, count(*)
    from jsonb_to_recordset(${JSON.stringify(more)}::jsonb) as given (visibility text, code text)
    group by visibility, code
    on conflict (partner, visibility, code) do update set records = set_aside_more.records + excluded.records`.execute(
    db,
  );
}

/** Whether records of the partner's own are quarantined that are not kept by their ids: a full resync alone names them again. */
export async function hasUnkept(db: Kysely<HubDatabase>, partner: string): Promise<boolean> {
  const row = await db
    .selectFrom("set_aside_more")
    .select("partner")
    .where("partner", "=", partner)
    .where("code", "<>", FOREIGN)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const FOREIGN: UnreadCode = "FOREIGN_RECORD";

/** Those that are kept, since there is room for them or they are kept already, and those that are counted. */
async function divide<Row extends { readonly record: string; readonly code: string }>(
  db: Kysely<HubDatabase>,
  partner: string,
  rows: readonly Row[],
): Promise<{ readonly kept: readonly Row[]; readonly more: readonly Row[] }> {
  const { rows: held } = await sql<{ foreign: number; own: number; named: string[] }>`
    select count(*) filter (where code = ${FOREIGN})::int as foreign, count(*) filter (where code <> ${FOREIGN})::int as own,
           coalesce(array_agg(record) filter (where record = any(${rows.map(({ record }) => record)}::text[])), '{}') as named
    from set_aside where partner = ${partner}`.execute(db);
  const { foreign = 0, own = 0, named = [] } = held[0] ?? {};
  const room = { foreign: MAX_KEPT_FOREIGN - foreign, own: MAX_KEPT - own };
  const isNamed = new Set(named);
  const kept: Row[] = [];
  const more: Row[] = [];
  for (const row of rows) {
    const sort = row.code === FOREIGN ? "foreign" : "own";
    if (isNamed.has(row.record)) kept.push(row);
    else if (room[sort]-- > 0) kept.push(row);
    else more.push(row);
  }
  return { kept, more };
}

/**
 * Who may know of quarantined records: the narrowest of what the index holds and of what the owner gave. Where neither says
 * anything, nobody but the owner and the cabinet.
 */
async function quarantineVisibilities(
  db: Kysely<HubDatabase>,
  partner: string,
  ids: readonly string[],
  given: readonly HarvestedRecord[],
): Promise<(id: string) => string> {
  const held = await db
    .selectFrom("record")
    .select(["id", "visibility"])
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${ids}::text[])`)
    .execute();
  const ranks = new Map<string, number>();
  for (const { id, visibility } of [
    ...held,
    ...given.map(({ id, content }) => ({ id: storable(id), visibility: content["visibility"] })),
  ]) {
    const rank = VISIBILITIES.findIndex((each) => each === visibility);
    ranks.set(id, Math.max(ranks.get(id) ?? -1, rank));
  }
  return (id) => VISIBILITIES[ranks.get(id) ?? -1] ?? "CABINET";
}

function storable(id: string): string {
  return toStorable(id.slice(0, MAX_ID_LENGTH));
}

function cut(text: string): string {
  return toStorable(text.slice(0, MAX_TEXT_LENGTH));
}
