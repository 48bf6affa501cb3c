import { CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { CatalogueRequest } from "./catalogue-request.js";
import { DUE_DAY, overdueOn } from "./lists/filters.js";
import { type ProgressCounts, progressCounts, type Said } from "./progress-counts.js";

export type ProgressDimension = "THEME" | "PARTNER" | "CRITERION" | "BODY" | "KIND";

export interface ProgressRow extends ProgressCounts {
  readonly code: string;
}

type SaidOfCode = Said & { readonly code: string };

/** Bodies that progress is told of: those that the most recommendations are addressed to. */
const MAX_BODIES = 100;
const KINDS = ["RECOMMENDATION", "COMMITMENT"];

/** A row for every code of the dimension, also without a recommendation. One under two themes counts in both. */
export async function readProgress(request: CatalogueRequest, by: ProgressDimension): Promise<readonly ProgressRow[]> {
  const { reader } = request;
  const said = reader.codeTally ? saidNow(request, by, reader.codeTally) : saidThen(request, by);
  const rows = await reader.rows(by === "BODY" ? ofMostNamed(said) : said, { kinds: ["Recommendation"] });
  const byCode = Map.groupBy(rows, ({ code }) => code);
  const codes = { THEME: THEME_CODES, PARTNER: await request.partnerCodes(), CRITERION: CRITERION_CODES, KIND: KINDS };
  const all = by === "BODY" ? [...byCode.keys()] : codes[by];
  return all.map((code) => ({ code, ...progressCounts(byCode.get(code) ?? []) }));
}

/** In the order of their names. */
function ofMostNamed(said: RawBuilder<SaidOfCode>): RawBuilder<SaidOfCode> {
  return sql<SaidOfCode>`
    with counted as materialized (${said})
    select * from counted
    where code in (select code from counted where said = '' order by count desc, code collate "C" limit ${MAX_BODIES})
    order by code collate catalogue_text, code collate "C"`;
}

/** Of a listing. */
const CODES: Readonly<Record<ProgressDimension, RawBuilder<unknown>>> = {
  THEME: sql`r.themes`,
  PARTNER: sql`array[r.partner]`,
  CRITERION: sql`r.criteria`,
  BODY: sql`r.bodies`,
  KIND: sql`array[r.category]`,
};

/** Rows of the tally of codes, and the code of each. */
function tallied(by: ProgressDimension): {
  readonly code: RawBuilder<unknown>;
  readonly rows: RawBuilder<boolean>;
} {
  if (by === "PARTNER") return { code: sql`r.partner`, rows: sql`r.code = ''` };
  return {
    code: sql`substr(r.code, ${by.length + ":".length + 1}::int)`,
    // The sign that comes after the colon.
    rows: sql`r.code >= ${`${by}:`} and r.code < ${`${by};`}`,
  };
}

/** From the tally, which has the months in which open recommendations are due; those of this month are looked at one by one. */
function saidNow(
  { reader, today }: CatalogueRequest,
  by: ProgressDimension,
  tally: RawBuilder<unknown>,
): RawBuilder<SaidOfCode> {
  const { code, rows } = tallied(by);
  const month = today.slice(0, "YYYY-MM".length);
  return sql<SaidOfCode>`
    select ${code} as code, split_part(r.said, ':', 1) as said, case when r.said < 'DUE:' then split_part(r.said, ':', 2) end as value,
      sum(r.records)::int as count
    from ${tally} r where (r.said < ${`DUE:${month}`} or r.said = 'UNREPORTED') and ${rows} and r.kind = 'Recommendation' and ${reader.listed}
    group by 1, 2, 3
    union all
    select code, 'DUE', null, count(*)::int from ${reader.listing} r cross join unnest(${CODES[by]}) as code
    where r.kind = 'Recommendation' and ${reader.listed} and ${overdueOn(today)} and ${DUE_DAY} >= ${`${month}-01`}::date group by 1`;
}

/** Of the past, from all recommendations. */
function saidThen({ reader, today }: CatalogueRequest, by: ProgressDimension): RawBuilder<SaidOfCode> {
  return sql<SaidOfCode>`
    select code, said.said, said.value, sum(counted.records)::int as count
    from (
      select ${CODES[by]} as codes, ${SAYING}, ${overdueOn(today)} as overdue, count(*) as records
      from ${reader.listing} r
      where r.kind = 'Recommendation' and ${reader.listed}
      group by 1, 2, 3, 4, 5, 6, 7
    ) as counted
    cross join unnest(counted.codes) as code
    cross join lateral ${SAYINGS}
    where said.value is not null and code is not null group by 1, 2, 3`;
}

/** What a listing of a recommendation says, beside that it is overdue. */
export const SAYING: RawBuilder<unknown> = sql`
  r.status as claimed, r.assessed, r.closure, r.due_on is not null as dated, not r.reported as unreported`;

/** What rows `counted` with all that say, one by one; null: they do not. */
export const SAYINGS: RawBuilder<unknown> = sql`(values
  ('', ''), ('CLAIMED', claimed), ('ASSESSED', assessed), ('CLOSURE', closure), ('DATED', case when dated then '' end),
  ('DUE', case when overdue then '' end), ('UNREPORTED', case when unreported then '' end)) as said (said, value)`;
