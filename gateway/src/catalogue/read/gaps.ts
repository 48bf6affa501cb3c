import { THEME_CODES } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { RecordGap } from "../record/record-facts.js";
import type { CatalogueRequest } from "./catalogue-request.js";
import { type Cursor, decodeCursor, encodeCursor } from "./lists/cursor.js";
import { recordsByTheme } from "./lists/codes.js";
import { type FilterInput, readFilter } from "./lists/filters.js";
import { readSize } from "./lists/list-query.js";
import { type RecordRow, recordColumnsFor } from "./index/record-row.js";

export type GapKind = "THEME_WITHOUT_EVENT" | "THEME_WITHOUT_RECOMMENDATION" | RecordGap;

/** Something that is missing; named as the graph's Gap is. */
export interface Gap {
  readonly kind: GapKind;
  readonly theme: { readonly code: string } | null;
  readonly record: RecordRow | null;
  readonly partner: { readonly code: string } | null;
}

/** Arguments of Overview.gapsConnection. */
export interface GapsArguments {
  readonly filter?: GapsFilter | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface GapsFilter extends Pick<FilterInput, "partners" | "themes"> {
  readonly kinds?: readonly string[] | null;
}

export interface GapsQuery {
  readonly filter: GapsFilter;
  readonly size: number;
  /** Undefined: from the beginning. */
  readonly after: Cursor | undefined;
}

export interface GapsPage {
  readonly entries: readonly { readonly cursor: string; readonly gap: Gap }[];
  readonly goesOn: boolean;
}

interface PlacedGap {
  readonly rank: number;
  readonly id: string;
  readonly gap: Gap;
}

const PLACE = { list: "gaps", order: "GAP", basis: "" } as const;
const THEME_GAPS = [
  ["THEME_WITHOUT_EVENT", "Event"],
  ["THEME_WITHOUT_RECOMMENDATION", "Recommendation"],
] as const;
/** In the order in which they are listed, after all themes: cursors have their places. */
export const RECORD_GAPS: readonly RecordGap[] = [
  "RECOMMENDATION_WITHOUT_RESPONSE",
  "INDICATOR_WITHOUT_DATA",
  "CLAIM_WITHOUT_EVIDENCE",
  "CLAIM_WITHOUT_ASSESSMENT",
  "RECOMMENDATION_WITHOUT_DUE_DATE",
  "TENTATIVE_EVENT_IN_THE_PAST",
  "INDICATOR_OVERDUE",
  "TEXT_MISSING_NL",
  "TEXT_MISSING_FR",
  "TEXT_MISSING_DE",
];
const FIRST_RANK = 1_000;
const placed = RECORD_GAPS.map((gap, index) => ({ gap, rank: FIRST_RANK + index }));

/** @throws GraphQLError with BAD_USER_INPUT */
export function readGapsQuery(request: CatalogueRequest, { filter, first, after }: GapsArguments): GapsQuery {
  const isGiven = after !== null && after !== undefined;
  // Refuses codes that nobody knows.
  readFilter({ partners: filter?.partners ?? null, themes: filter?.themes ?? null }, request.listBasis);
  return {
    filter: filter ?? {},
    size: readSize("first", first),
    after: isGiven ? decodeCursor("after", after, { ...PLACE, types: ["number"] }) : undefined,
  };
}

/** Themes in the hub's order, then records by what they lack and by their ids. `fields`: those that are asked of the records. */
export async function readGaps(
  request: CatalogueRequest,
  query: GapsQuery,
  fields: ReadonlySet<string>,
): Promise<GapsPage> {
  const [themes, records] = await Promise.all([
    readThemeGaps(request, query.filter),
    readRecordGaps(request, query, fields),
  ]);
  const reached = query.after ? rankOf(query.after) : -1;
  const all = [...themes.filter(({ rank }) => rank > reached), ...records];
  const entries = all.slice(0, query.size).map(({ rank, id, gap }) => ({
    gap,
    cursor: encodeCursor({ ...PLACE, key: [String(rank)], id }),
  }));
  return { entries, goesOn: all.length > query.size };
}

/** Whether there are gaps up to the cursor. */
export async function hasGapsBefore(request: CatalogueRequest, { filter, after }: GapsQuery): Promise<boolean> {
  if (!after) return false;
  const upTo = wanted(filter)
    .filter(({ rank }) => rank <= rankOf(after))
    .map(
      ({ gap, rank }) => sql`exists (
        select from ${request.reader.gap} r where ${isLacking(request, filter)} and r.gap = ${gap}
          and ${rank === rankOf(after) ? sql`r.id <= ${after.id}` : sql`true`})`,
    );
  const [themes, rows] = await Promise.all([
    readThemeGaps(request, filter),
    upTo.length === 0
      ? []
      : request.reader.rows(sql<{ found: boolean }>`select ${sql.join(upTo, sql` or `)} as found`, {
          partners: filter.partners ?? undefined,
        }),
  ]);
  return themes.some(({ rank }) => rank <= rankOf(after)) || (rows[0]?.found ?? false);
}

/**
 * Told only to whoever asks for them: German is one of the country's languages, of a region with nine of its 565 municipalities, and nearly no
 * record has it. Among all others they would leave nothing else to be seen.
 */
const ONLY_ASKED: ReadonlySet<GapKind> = new Set(["TEXT_MISSING_DE"]);

/** Whether a filter lets gaps of a kind pass. */
export function isWanted(kind: GapKind, { kinds }: GapsFilter): boolean {
  return kinds ? kinds.includes(kind) : !ONLY_ASKED.has(kind);
}

/** Those of a filter's kinds. */
function wanted(filter: GapsFilter): readonly { readonly gap: RecordGap; readonly rank: number }[] {
  return placed.filter(({ gap }) => isWanted(gap, filter));
}

/** Of `gap r`: it is lacking by today, the viewer may know of it, and it is of the filter's partners and themes. */
export function isLacking({ reader, today }: CatalogueRequest, { partners, themes }: GapsFilter): RawBuilder<boolean> {
  return sql<boolean>`(
    ${reader.listed} and (r.after is null or r.after < ${today}::date)
    and ${partners ? sql`r.partner = any(${partners}::text[])` : sql`true`}
    and ${themes ? sql`r.themes && ${themes}::text[]` : sql`true`})`;
}

/** Those that are no partner's. */
export async function readThemeGaps(
  request: CatalogueRequest,
  { kinds, partners, themes }: GapsFilter,
): Promise<readonly PlacedGap[]> {
  const wantedKinds = THEME_GAPS.filter(([kind]) => kinds?.includes(kind) ?? true);
  if (partners || wantedKinds.length === 0) return [];
  const rows = await request.reader.rows(
    sql<{ theme: string; kind: string }>`
    select distinct r.theme, r.kind from ${recordsByTheme(request.reader)} r where r.kind in ('Event', 'Recommendation')`,
    { kinds: ["Event", "Recommendation"] },
  );
  const covered = new Set(rows.map(({ theme, kind }) => `${theme} ${kind}`));
  return THEME_CODES.flatMap((code, theme) =>
    THEME_GAPS.flatMap(([kind, of], place) =>
      covered.has(`${code} ${of}`) || !(kinds?.includes(kind) ?? true) || !(themes?.includes(code) ?? true)
        ? []
        : [{ rank: 2 * theme + place, id: code, gap: { kind, theme: { code }, record: null, partner: null } }],
    ),
  );
}

async function readRecordGaps(
  request: CatalogueRequest,
  { filter, size, after }: GapsQuery,
  fields: ReadonlySet<string>,
): Promise<readonly PlacedGap[]> {
  const { gap: gaps, record, visible } = request.reader;
  // One more than asked tells whether the list goes on.
  const parts = wanted(filter)
    .filter(({ rank }) => !after || rank >= rankOf(after))
    .map(
      ({ gap, rank }) => sql`(
      select ${rank}::int as rank, r.id from ${gaps} r
      where r.gap = ${gap} and ${isLacking(request, filter)} and ${after && rank === rankOf(after) ? sql`r.id > ${after.id}` : sql`true`}
      order by r.id limit ${size + 1})`,
    );
  if (parts.length === 0) return [];
  const rows = await request.reader.records(
    sql<RecordRow & { rank: number }>`
    select placed.rank, ${recordColumnsFor(fields)}
    from (select * from (${sql.join(parts, sql` union all `)}) as part order by rank, id limit ${size + 1}) as placed
    join ${record} r on r.id = placed.id and ${visible}
    order by placed.rank, placed.id`,
    fields,
    { partners: filter.partners ?? undefined },
  );
  return rows.flatMap((row) => {
    const kind = RECORD_GAPS[row.rank - FIRST_RANK];
    const gap = kind && { kind, theme: null, record: row, partner: { code: row.partner } };
    return gap ? [{ rank: row.rank, id: row.id, gap }] : [];
  });
}

function rankOf({ key }: Cursor): number {
  return Number(key[0]);
}
