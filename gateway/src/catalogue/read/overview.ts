import { CRITERION_CODES, type RecordKind, THEME_CODES } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { CatalogueRequest } from "./catalogue-request.js";
import { IMPLEMENTATION_STATUSES } from "../record/record-columns.js";
import { countedFrom } from "./lists/counts.js";
import { overdueOn } from "./lists/filters.js";

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

export interface CoverageCell {
  readonly theme: { readonly code: string };
  readonly partner: { readonly code: string };
  readonly events: number;
  readonly publications: number;
  readonly recommendations: number;
  readonly legitimacyIndicators: number;
}

/** The instant up to which all partners are in the index; the beginning of time while one of them has never been harvested. */
export async function oldestAsOf(request: CatalogueRequest): Promise<Date> {
  const sources = await request.sources();
  const oldest = Math.min(...sources.map(({ asOf }) => asOf?.getTime() ?? 0));
  // A partner's clock may be fast.
  if (oldest > request.now.getTime()) request.dependencies.refuse();
  return new Date(Math.min(oldest, request.now.getTime()));
}

/** Every theme by every partner, in the hub's order. */
export async function readCoverage(request: CatalogueRequest): Promise<readonly CoverageCell[]> {
  const partnerCodes = await request.partnerCodes();
  const { rows: counted, records } = countedFrom(request.reader, true);
  const rows = await request.reader.rows(sql<{ theme: string; partner: string; kind: RecordKind; count: number }>`
    select theme, counted.partner, counted.kind, sum(counted.records)::int as count
    from (
      select r.themes, r.partner, r.kind, ${records} as records from ${counted} r
      where ${request.reader.listed} group by 1, 2, 3
    ) as counted, unnest(counted.themes) as theme
    group by 1, 2, 3`);
  const counts = new Map(rows.map(({ theme, partner, kind, count }) => [`${theme} ${partner} ${kind}`, count]));
  return THEME_CODES.flatMap((theme) =>
    partnerCodes.map((partner) => {
      const count = (kind: RecordKind): number => counts.get(`${theme} ${partner} ${kind}`) ?? 0;
      return {
        theme: { code: theme },
        partner: { code: partner },
        events: count("Event"),
        publications: count("Publication"),
        recommendations: count("Recommendation"),
        legitimacyIndicators: count("LegitimacyIndicator"),
      };
    }),
  );
}

const DIMENSIONS: Readonly<Record<ProgressDimension, RawBuilder<unknown>>> = {
  THEME: sql`r.themes`,
  PARTNER: sql`array[r.partner]`,
  CRITERION: sql`r.criteria`,
};

/** A row for every code of the dimension, also without a recommendation. One under two themes counts in both. */
export async function readProgress(request: CatalogueRequest, by: ProgressDimension): Promise<readonly ProgressRow[]> {
  const rows = await request.reader.rows(
    sql<{
      code: string;
      claimed: string;
      assessed: string | null;
      overdue: boolean;
      count: number;
    }>`
    select code, counted.claimed, counted.assessed, counted.overdue, sum(counted.records)::int as count
    from (
      select ${DIMENSIONS[by]} as codes, r.status as claimed, r.assessed, ${overdueOn(request.today)} as overdue, count(*) as records
      from ${request.reader.listing} r
      where r.kind = 'Recommendation' and ${request.reader.listed}
      group by 1, 2, 3, 4
    ) as counted, unnest(counted.codes) as code
    group by 1, 2, 3, 4`,
    { kinds: ["Recommendation"] },
  );
  const codes = { THEME: THEME_CODES, PARTNER: await request.partnerCodes(), CRITERION: CRITERION_CODES }[by];
  return codes.map((code) => {
    const own = rows.filter((row) => row.code === code);
    const sum = (counted: typeof own): number => counted.reduce((total, { count }) => total + count, 0);
    return {
      code,
      total: sum(own),
      claimed: IMPLEMENTATION_STATUSES.map((status) => ({
        status,
        count: sum(own.filter((row) => row.claimed === status)),
      })),
      assessed: IMPLEMENTATION_STATUSES.map((status) => ({
        status,
        count: sum(own.filter((row) => row.assessed === status)),
      })),
      overdue: sum(own.filter((row) => row.overdue)),
    };
  });
}
