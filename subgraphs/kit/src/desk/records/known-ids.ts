import type { EntityManager } from "@mikro-orm/postgresql";
import { RECORD_TABLES } from "../../storage/migrations/triggers.js";
import { textArray } from "../../storage/text-array.js";

/** What has become of an id: there for readers, hidden from them, gone for good, or gone and kept nowhere. */
export type IdFate = "THERE" | "HIDDEN" | "ERASED" | "GONE";

interface FateRow {
  readonly id: string;
  readonly fate: IdFate;
}

const THERE = Object.values(RECORD_TABLES)
  .map(
    (table) =>
      `select id, case when draft or withdrawn_at is not null then 'HIDDEN' else 'THERE' end as fate from ${table} where id = any(given.ids)`,
  )
  .join(" union all ");

/**
 * What has become of ids; those that were never used are not in the answer. An erased id, and one whose row was deleted, stays in
 * the feed, or at least in the audit trail.
 */
export async function fatesOf(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, IdFate>> {
  if (ids.length === 0) return new Map();
  const rows = await em.execute<FateRow[]>(
    `select past.* from (select ?::text[] as ids) given, lateral (
       select distinct record_id as id, 'GONE' as fate from desk_audit where record_id = any(given.ids)
       union all
       select id, case when erased_at is null then 'GONE' else 'ERASED' end from record_change where id = any(given.ids)
       union all ${THERE}
     ) past`,
    [textArray(ids)],
  );
  const rank: readonly IdFate[] = ["GONE", "ERASED", "HIDDEN", "THERE"];
  const fates = new Map<string, IdFate>();
  for (const { id, fate } of rows) {
    const known = fates.get(id);
    if (known === undefined || rank.indexOf(fate) > rank.indexOf(known)) fates.set(id, fate);
  }
  return fates;
}
