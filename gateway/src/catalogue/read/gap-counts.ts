import { THEME_CODES } from "@segpol/schema";
import { sql } from "kysely";
import type { RecordGap } from "../record/record-facts.js";
import type { CatalogueRequest } from "./catalogue-request.js";
import { type GapKind, type GapsFilter, isLacking, isWanted, RECORD_GAPS, readThemeGaps } from "./gaps.js";

interface Lacking {
  readonly gap: RecordGap;
  readonly partner: string;
  readonly count: number;
}

/** How many there are on all pages together. */
export async function countGaps(request: CatalogueRequest, filter: GapsFilter): Promise<number> {
  const counts = await countGapsByKind(request, filter);
  return counts.filter(({ kind }) => isWanted(kind, filter)).reduce((total, { count }) => total + count, 0);
}

/** How many of each kind, whichever kinds are asked for. */
export async function countGapsByKind(
  request: CatalogueRequest,
  { kinds: _all, ...filter }: GapsFilter,
): Promise<readonly { readonly kind: GapKind; readonly count: number }[]> {
  const [themes, rows] = await Promise.all([readThemeGaps(request, filter), readCounts(request, filter)]);
  const ofThemes = (["THEME_WITHOUT_EVENT", "THEME_WITHOUT_RECOMMENDATION"] as const).map((kind) => ({
    kind,
    count: themes.filter(({ gap }) => gap.kind === kind).length,
  }));
  const ofRecords = RECORD_GAPS.map((kind) => ({ kind, count: sum(rows.filter(({ gap }) => gap === kind)) }));
  return [...ofThemes, ...ofRecords];
}

/** How many each partner's records have, whichever partners are asked for. */
export async function countGapsByPartner(
  request: CatalogueRequest,
  { partners: _all, ...filter }: GapsFilter,
): Promise<readonly { readonly partner: { readonly code: string }; readonly count: number }[]> {
  const [codes, rows] = await Promise.all([request.partnerCodes(), readCounts(request, filter)]);
  const wanted = rows.filter(({ gap }) => isWanted(gap, filter));
  return codes.map((code) => ({
    partner: { code },
    count: sum(wanted.filter(({ partner }) => partner === code)),
  }));
}

/** How many each theme and the records under it have, whichever themes are asked for. */
export async function countGapsByTheme(
  request: CatalogueRequest,
  { themes: _all, ...filter }: GapsFilter,
): Promise<readonly { readonly theme: { readonly code: string }; readonly count: number }[]> {
  const [themes, rows] = await Promise.all([readThemeGaps(request, filter), readCountsByTheme(request, filter)]);
  const wanted = rows.filter(({ gap }) => isWanted(gap, filter));
  return THEME_CODES.map((code) => ({
    theme: { code },
    count: themes.filter(({ id }) => id === code).length + sum(wanted.filter(({ theme }) => theme === code)),
  }));
}

/** Of every kind, from the tally what is lacking whatever day it is. */
async function readCounts(request: CatalogueRequest, filter: GapsFilter): Promise<readonly Lacking[]> {
  const { gap, codeTally, listed } = request.reader;
  const { partners, themes } = filter;
  const read = { partners: partners ?? undefined };
  const counted = sql`select r.gap, r.partner, count(*)::int as count from ${gap} r where ${isLacking(request, filter)}`;
  // Several themes may be one record's.
  const code = themes ? (themes.length === 1 ? `THEME:${themes[0]}` : undefined) : "";
  if (!codeTally || code === undefined) return await request.reader.rows(sql<Lacking>`${counted} group by 1, 2`, read);
  return await request.reader.rows(
    sql<Lacking>`
    select substr(r.said, length('LACKS:') + 1) as gap, r.partner, sum(r.records)::int as count
    from ${codeTally} r
    where r.said >= 'LACKS:' and r.said < 'LACKS;' and r.code = ${code} and ${listed}
      and ${partners ? sql`r.partner = any(${partners}::text[])` : sql`true`}
    group by 1, 2
    union all
    ${counted} and r.gap in ('TENTATIVE_EVENT_IN_THE_PAST', 'INDICATOR_OVERDUE') group by 1, 2`,
    read,
  );
}

async function readCountsByTheme(
  request: CatalogueRequest,
  { partners }: GapsFilter,
): Promise<readonly (Omit<Lacking, "partner"> & { readonly theme: string })[]> {
  const { gap, codeTally, listed } = request.reader;
  const counted = sql`
    select r.gap, theme, count(*)::int as count from ${gap} r cross join unnest(r.themes) as theme where ${isLacking(request, { partners: partners ?? null })}`;
  const read = { partners: partners ?? undefined };
  if (!codeTally) return await request.reader.rows(sql`${counted} group by 1, 2`, read);
  return await request.reader.rows(
    sql`
    select substr(r.said, length('LACKS:') + 1) as gap, substr(r.code, length('THEME:') + 1) as theme, sum(r.records)::int as count
    from ${codeTally} r
    where r.said >= 'LACKS:' and r.said < 'LACKS;' and r.code >= 'THEME:' and r.code < 'THEME;' and ${listed}
      and ${partners ? sql`r.partner = any(${partners}::text[])` : sql`true`}
    group by 1, 2
    union all
    ${counted} and r.gap in ('TENTATIVE_EVENT_IN_THE_PAST', 'INDICATOR_OVERDUE') group by 1, 2`,
    read,
  );
}

function sum(rows: readonly Pick<Lacking, "count">[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
