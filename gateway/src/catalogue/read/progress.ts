import { CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { CatalogueRequest } from "./catalogue-request.js";
import { IMPLEMENTATION_STATUSES } from "../record/record-columns.js";
import { DUE_DAY, overdueOn } from "./lists/filters.js";

export type ProgressDimension = "THEME" | "PARTNER" | "CRITERION";

export interface StatusCount {
  readonly status: string;
  readonly count: number;
}

export interface ProgressRow {
  readonly code: string;
  readonly total: number;
  /** Every status, the least first. */
  readonly claimed: readonly StatusCount[];
  readonly assessed: readonly StatusCount[];
  readonly overdue: number;
}

/** How many recommendations of a code say something: that they are there, that they have a status, that they are overdue. */
interface Said {
  readonly code: string;
  readonly said: "" | "CLAIMED" | "ASSESSED" | "DUE";
  readonly status: string | null;
  readonly count: number;
}

/** A row for every code of the dimension, also without a recommendation. One under two themes counts in both. */
export async function readProgress(request: CatalogueRequest, by: ProgressDimension): Promise<readonly ProgressRow[]> {
  const { reader } = request;
  const said = reader.codeTally ? saidNow(request, by, reader.codeTally) : saidThen(request, by);
  const rows = await reader.rows(said, { kinds: ["Recommendation"] });
  const codes = { THEME: THEME_CODES, PARTNER: await request.partnerCodes(), CRITERION: CRITERION_CODES }[by];
  return codes.map((code) => {
    const sum = (isMeant: (row: Said) => boolean): number =>
      rows.filter((row) => row.code === code && isMeant(row)).reduce((total, { count }) => total + count, 0);
    const byStatus = (wanted: Said["said"]): StatusCount[] =>
      IMPLEMENTATION_STATUSES.map((status) => ({
        status,
        count: sum((row) => row.said === wanted && row.status === status),
      }));
    return {
      code,
      total: sum((row) => row.said === ""),
      claimed: byStatus("CLAIMED"),
      assessed: byStatus("ASSESSED"),
      overdue: sum((row) => row.said === "DUE"),
    };
  });
}

const CODES: Readonly<Record<ProgressDimension, RawBuilder<unknown>>> = {
  THEME: sql`r.themes`,
  PARTNER: sql`array[r.partner]`,
  CRITERION: sql`r.criteria`,
};
/** Rows of the tally of codes, and the code of each. */
const TALLIED: Readonly<
  Record<ProgressDimension, { readonly code: RawBuilder<unknown>; readonly rows: RawBuilder<boolean> }>
> = {
  THEME: { code: sql`substr(r.code, length('THEME:') + 1)`, rows: sql`r.code >= 'THEME:' and r.code < 'THEME;'` },
  PARTNER: { code: sql`r.partner`, rows: sql`r.code = ''` },
  CRITERION: {
    code: sql`substr(r.code, length('CRITERION:') + 1)`,
    rows: sql`r.code >= 'CRITERION:' and r.code < 'CRITERION;'`,
  },
};

/** From the tally, which has the months in which open recommendations are due; those of this month are looked at one by one. */
function saidNow(
  { reader, today }: CatalogueRequest,
  by: ProgressDimension,
  tally: RawBuilder<unknown>,
): RawBuilder<Said> {
  const { code, rows } = TALLIED[by];
  const month = today.slice(0, "YYYY-MM".length);
  return sql<Said>`
    select ${code} as code, split_part(r.said, ':', 1) as said, case when r.said < 'DUE:' then split_part(r.said, ':', 2) end as status,
      sum(r.records)::int as count
    from ${tally} r where r.said < ${`DUE:${month}`} and ${rows} and r.kind = 'Recommendation' and ${reader.listed} group by 1, 2, 3
    union all
    select code, 'DUE', null, count(*)::int from ${reader.listing} r cross join unnest(${CODES[by]}) as code
    where r.kind = 'Recommendation' and ${reader.listed} and ${overdueOn(today)} and ${DUE_DAY} >= ${`${month}-01`}::date group by 1`;
}

/** Of the past, from all recommendations. */
function saidThen({ reader, today }: CatalogueRequest, by: ProgressDimension): RawBuilder<Said> {
  return sql<Said>`
    select code, said.said, said.status, sum(counted.records)::int as count
    from (
      select ${CODES[by]} as codes, r.status as claimed, r.assessed, ${overdueOn(today)} as overdue, count(*) as records
      from ${reader.listing} r
      where r.kind = 'Recommendation' and ${reader.listed}
      group by 1, 2, 3, 4
    ) as counted
    cross join unnest(counted.codes) as code
    cross join lateral (values ('', ''), ('CLAIMED', claimed), ('ASSESSED', assessed), ('DUE', case when overdue then '' end)) as said (said, status)
    where said.status is not null group by 1, 2, 3`;
}
