import { type Kysely, sql } from "kysely";
import { expect } from "vitest";
import type { HubDatabase } from "../../../src/catalogue/database/tables.js";

const LISTED = `id, kind, partner, type_name, visibility, themes, criteria, category, status, closure, assessed, territory, date_earliest,
  date_latest, due_on, ref, progress_rank, title_original, title_nl, title_fr, title_de, title_en, updated_at, search`;
const LISTINGS = `(
  select ${LISTED}, organisers, wanting from public_listing where visibility = 'PUBLIC'
  union all
  select ${LISTED}, organisers, wanting from closed_listing where visibility <> 'PUBLIC')`;
/** The same, worked out anew. */
const OF_RECORDS = `(
  select ${LISTED}, coalesce(jsonb_path_query_array(card, '$.organisers[*].code'), '[]'), coalesce(
    case kind when 'Recommendation' then not answered and coalesce(category, '') <> 'COMMITMENT' when 'LegitimacyIndicator' then not measured end,
    false) from record)`;
const LISTINGS_AS_JSON = `(select ${LISTED}, to_jsonb(organisers), wanting from ${LISTINGS} as listing)`;
const TALLY = `(
  select visibility, partner, kind, type_name, category, status, themes, records::bigint from tally)`;
const COUNTED = `(
  select visibility, partner, kind, type_name, category, status, array(select unnest(themes) order by 1), count(*)
  from record group by 1, 2, 3, 4, 5, 6, 7)`;

/** Holds listings and tally to the records, counted one by one; gives how many records there are. */
export async function expectListingsKept(db: Kysely<HubDatabase>): Promise<number> {
  for (const [kept, plain] of [
    [LISTINGS_AS_JSON, OF_RECORDS],
    [TALLY, COUNTED],
  ]) {
    // `all`: a row that stands there twice is one too many.
    const { rows } = await sql
      .raw<object>(`(${kept} except all ${plain}) union all (${plain} except all ${kept})`)
      .execute(db);
    expect(rows).toEqual([]);
  }
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from record`.execute(db);
  return rows[0]?.count ?? 0;
}
