import { type RawBuilder, sql, type Transaction } from "kysely";
import type { HubDatabase } from "../database/tables.js";
import { versionedColumns, erasedColumns } from "../record/record-columns.js";

type Tx = Transaction<HubDatabase>;

/** A record that was written, and the fields in which it differs from what it was. */
export interface WrittenRecord {
  readonly id: string;
  /** Empty for a new record. */
  readonly changed: readonly string[];
}

interface VisibleNow {
  readonly id: string;
  readonly visibility: string;
}

/** Begins a version of each record and its links as they now stand, and ends the one before. */
export async function openVersions(tx: Tx, written: readonly WrittenRecord[], at: Date): Promise<void> {
  if (written.length === 0) return;
  const ids = written.map(({ id }) => id);
  const instant = at.toISOString();
  await sql`
    update record_version set known_to = ${instant}::timestamptz
    where id = any(${ids}::text[]) and known_to is null`.execute(tx);
  await sql`
    insert into record_version (${sql.join(versionedColumns.map((column) => sql.ref(column)))}, latest_visibility, known_from, changed)
    select ${sql.join(versionedColumns.map((column) => sql.ref(`record.${column}`)))}, record.visibility, ${instant}::timestamptz, given.changed
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as given (id text, changed text[])
    join record on record.id = given.id`.execute(tx);
  await keepVisibility(tx, ids, instant);
  // Links that stay as they are keep the interval they began.
  await sql`
    update link_version old set known_to = ${instant}::timestamptz
    where old.source = any(${ids}::text[]) and old.known_to is null and not exists (
      select from link
      where (link.source, link.rel, link.target, link.position) = (old.source, old.rel, old.target, old.position)
    )`.execute(tx);
  await sql`
    insert into link_version (partner, source, rel, target, position, known_from)
    select record.partner, link.source, link.rel, link.target, link.position, ${instant}::timestamptz
    from link join record on record.id = link.source
    where link.source = any(${ids}::text[]) and not exists (
      select from link_version old
      where (old.source, old.rel, old.target, old.position) = (link.source, link.rel, link.target, link.position)
        and old.known_to is null
    )
    order by link.id`.execute(tx);
}

/** Has the past of records follow their visibility, and notes where one goes out of somebody's view. */
async function keepVisibility(tx: Tx, ids: readonly string[], instant: string): Promise<void> {
  const { rows } = await sql<VisibleNow>`
    select distinct record.id, record.visibility from record_version old
    join record on record.id = old.id and record.visibility <> old.latest_visibility
    where old.id = any(${ids}::text[])`.execute(tx);
  if (rows.length === 0) return;
  await sql`
    insert into record_hidden (
      id, partner, kind, type_name, at, version, visibility_before, visibility_after, latest_visibility)
    select record.id, record.partner, record.kind, record.type_name, ${instant}::timestamptz, old.version, old.visibility,
           record.visibility, record.visibility
    from record join record_version old on old.id = record.id and old.known_to = ${instant}::timestamptz
    where record.id = any(${rows.map(({ id }) => id)}::text[])
      and old.visibility <> record.visibility and old.visibility <> 'CABINET' and record.visibility <> 'PUBLIC'`.execute(
    tx,
  );
  await moveVisibility(tx, rows);
}

/** Has the past of a partner's records that are not there any more follow the visibility that they have now at their owner. */
export async function followWithdrawn(tx: Tx, partner: string, told: readonly VisibleNow[]): Promise<void> {
  if (told.length === 0) return;
  const { rows } = await sql<VisibleNow>`
    select distinct old.id, told.visibility
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told (id text, visibility text)
    join record_version old on old.id = told.id and old.partner = ${partner} and old.latest_visibility <> told.visibility
    where not exists (select from record where record.id = told.id)`.execute(tx);
  if (rows.length > 0) await moveVisibility(tx, rows);
}

/** Where a record was withdrawn, its versions say so; those who see them no more are told it by `record_hidden` from here on. */
async function moveVisibility(tx: Tx, moved: readonly VisibleNow[]): Promise<void> {
  const now = sql`jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as now (id text, visibility text)`;
  await sql`
    insert into record_hidden (
      id, partner, kind, type_name, at, version, visibility_before, visibility_after, latest_visibility)
    select old.id, old.partner, old.kind, old.type_name, old.known_to, old.version, old.visibility, now.visibility, now.visibility
    from ${now} join record_version old on old.id = now.id and old.known_to is not null
    where old.visibility <> now.visibility and old.visibility <> 'CABINET' and now.visibility <> 'PUBLIC' and not exists (
      select from record_version later where later.id = old.id and later.known_from = old.known_to
    )
    on conflict (id, at) do update set visibility_after = excluded.visibility_after`.execute(tx);
  for (const table of ["record_version", "record_hidden"]) {
    await sql`
      update ${sql.table(table)} old set latest_visibility = now.visibility
      from ${now} where old.id = now.id and old.latest_visibility <> now.visibility`.execute(tx);
  }
}

/** Takes records of a partner out of the index and ends their versions. `which`: a condition on `record`. Gives how many there were. */
export async function withdrawRecords(tx: Tx, partner: string, which: RawBuilder<boolean>, at: Date): Promise<number> {
  const instant = at.toISOString();
  const { rows } = await sql<{ gone: number }>`
    with gone as (
      delete from record where record.partner = ${partner} and ${which} returning record.id
    ), versions as (
      update record_version set known_to = ${instant}::timestamptz
      from gone where record_version.id = gone.id and record_version.known_to is null
    ), links as (
      update link_version set known_to = ${instant}::timestamptz
      from gone where link_version.source = gone.id and link_version.known_to is null
    )
    select count(*)::int as gone from gone`.execute(tx);
  return rows[0]?.gone ?? 0;
}

/** Removes what all versions of a partner's records said. The id, the type, the version's number and the dates are left. */
export async function eraseVersions(tx: Tx, partner: string, ids: readonly string[]): Promise<void> {
  const left = erasedColumns.map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`
    update record_version set ${sql.join(left)}, changed = '{}', erased = true
    where partner = ${partner} and id = any(${ids}::text[])`.execute(tx);
  await sql`delete from link_version where partner = ${partner} and source = any(${ids}::text[])`.execute(tx);
  await sql`delete from set_aside where partner = ${partner} and record = any(${ids}::text[])`.execute(tx);
}

/** The number of the last version of records that had been here before. */
export async function lastVersions(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; version: number }>`
    select id, max(version) as version from record_version where id = any(${ids}::text[]) group by id`.execute(tx);
  return new Map(rows.map(({ id, version }) => [id, version]));
}
