import { type Kysely, sql } from "kysely";
import { expect } from "vitest";
import type { HubDatabase } from "../../../src/catalogue/database/tables.js";

const LISTED = `id, kind, partner, type_name, visibility, themes, criteria, category, status, closure, assessed, territory, date_earliest,
  date_latest, due_on, ref, progress_rank, title_original, title_nl, title_fr, title_de, title_en, updated_at, search, languages`;
const WORKED_OUT = "bodies, places, last_follow_up, reported, evidenced, certainty";
const LISTINGS = `(
  select ${LISTED}, organisers, ${WORKED_OUT} from public_listing where visibility = 'PUBLIC'
  union all
  select ${LISTED}, organisers, ${WORKED_OUT} from closed_listing where visibility <> 'PUBLIC')`;
/** The same, worked out anew. */
const OF_RECORDS = `(
  select ${LISTED}, coalesce(jsonb_path_query_array(card, '$.organisers[*].code'), '[]'), facts -> 'bodies', facts -> 'places',
    (facts ->> 'lastFollowUpOn')::date, (facts -> 'reported')::boolean, (facts -> 'evidenced')::boolean, facts ->> 'certainty'
  from record)`;
const LISTINGS_AS_JSON = `(select ${LISTED}, to_jsonb(organisers), to_jsonb(bodies), to_jsonb(places), last_follow_up, reported, evidenced, certainty from ${LISTINGS} as listing)`;
const TALLY = `(
  select visibility, partner, kind, type_name, category, status, themes, records::bigint from tally)`;
const COUNTED = `(
  select visibility, partner, kind, type_name, category, status, array(select unnest(themes) order by 1), count(*)
  from record group by 1, 2, 3, 4, 5, 6, 7)`;
/** By the numbers that listings have for rows of the tally. */
const NUMBERED = `(select combination, records::bigint from tally)`;
const COUNTED_BY_NUMBER = `(
  select combination, count(*)
  from (select combination from public_listing union all select combination from closed_listing) as listing group by 1)`;
const CODE_TALLY = `(select said, code, kind, partner, type_name, visibility, records::bigint from code_tally)`;
const COUNTED_BY_CODE = `(
  select said, code, kind, partner, type_name, visibility, count(*)
  from record
  cross join lateral (
    select '' as code, true as is_theme union all select 'THEME:' || unnest(themes), true
    union all select 'CRITERION:' || unnest(criteria), false
    union all select 'KIND:' || category, false where kind = 'Recommendation' and category is not null
    union all select 'BODY:' || jsonb_array_elements_text(facts -> 'bodies'), false) as codes
  cross join lateral (
    select said, holds from (values
      ('', true), ('CLAIMED:' || status, kind = 'Recommendation'), ('ASSESSED:' || assessed, kind = 'Recommendation'),
      ('CLOSURE:' || closure, kind = 'Recommendation'), ('DATED', kind = 'Recommendation' and due_on is not null),
      ('UNREPORTED', kind = 'Recommendation' and not (facts -> 'reported')::boolean),
      ('DUE:' || substr(due_on::text, 1, 7), kind = 'Recommendation' and closure = 'OPEN' and status <> 'COMPLETE')) as each (said, holds)
    union all
    select 'LACKS:' || (lack ->> 'gap'), is_theme from jsonb_array_elements(facts -> 'lacks') as lack where lack ->> 'after' is null
  ) as each
  where holds and said is not null group by 1, 2, 3, 4, 5, 6)`;

const GAPS = `(select gap, id, kind, partner, type_name, visibility, themes, after from gap)`;
const LACKED = `(
  select lack ->> 'gap', id, kind, partner, type_name, visibility, themes, (lack ->> 'after')::date
  from record, jsonb_array_elements(facts -> 'lacks') as lack)`;

/** Holds listings and tallies to the records, counted one by one; gives how many records there are. */
export async function expectListingsKept(db: Kysely<HubDatabase>): Promise<number> {
  for (const [kept, plain] of [
    [LISTINGS_AS_JSON, OF_RECORDS],
    [TALLY, COUNTED],
    [NUMBERED, COUNTED_BY_NUMBER],
    [CODE_TALLY, COUNTED_BY_CODE],
    [GAPS, LACKED],
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
