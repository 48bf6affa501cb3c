import { THEME_CODES } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { CatalogueRequest } from "./catalogue-request.js";
import { type Cursor, decodeCursor, encodeCursor } from "./lists/cursor.js";
import { readSize } from "./lists/list-query.js";
import { type RecordRow, recordColumnsFor } from "./index/record-row.js";

/** Something that is missing; named as the graph's Gap is. */
export interface Gap {
  readonly kind:
    | "THEME_WITHOUT_EVENT"
    | "THEME_WITHOUT_RECOMMENDATION"
    | "RECOMMENDATION_WITHOUT_RESPONSE"
    | "INDICATOR_WITHOUT_DATA";
  readonly theme: { readonly code: string } | null;
  readonly record: RecordRow | null;
  readonly partner: { readonly code: string } | null;
}

export interface GapsQuery {
  readonly size: number;
  /** Undefined: from the beginning. */
  readonly after?: Cursor | undefined;
  /** Fields that are asked of the records. */
  readonly fields: ReadonlySet<string>;
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
/** After all themes. */
const RECORD_RANK = sql`(case r.kind when 'Recommendation' then 1000 else 1001 end)`;
/** Nobody has to answer a commitment: who made it is who keeps it. */
const IS_WANTING = sql<boolean>`((r.answered = false and r.category is distinct from 'COMMITMENT') or r.measured = false)`;

/** @throws GraphQLError with BAD_USER_INPUT */
export function readGapsPlace(args: { readonly first?: number | null; readonly after?: string | null }) {
  const { after } = args;
  const isGiven = after !== null && after !== undefined;
  return {
    size: readSize("first", args.first),
    after: isGiven ? decodeCursor("after", after, { ...PLACE, types: ["number"] }) : undefined,
  };
}

/** Themes in the hub's order, then recommendations, then indicators by their ids. */
export async function readGaps(request: CatalogueRequest, query: GapsQuery): Promise<GapsPage> {
  const [themes, records] = await Promise.all([readThemeGaps(request), readRecordGaps(request, query)]);
  const reached = query.after ? rankOf(query.after) : -1;
  const placed = [...themes.filter(({ rank }) => rank > reached), ...records];
  const entries = placed.slice(0, query.size).map(({ rank, id, gap }) => ({
    gap,
    cursor: encodeCursor({ ...PLACE, key: [String(rank)], id }),
  }));
  return { entries, goesOn: placed.length > query.size };
}

/** How many there are on all pages together. */
export async function countGaps(request: CatalogueRequest): Promise<number> {
  const { record, visible } = request.reader;
  const [themes, rows] = await Promise.all([
    readThemeGaps(request),
    request.reader.rows(sql<{ total: number }>`
      select count(*)::int as total from ${record} r where ${IS_WANTING} and ${visible}`),
  ]);
  return themes.length + (rows[0]?.total ?? 0);
}

/** Whether there are gaps up to the cursor. */
export async function hasGapsBefore(request: CatalogueRequest, after: Cursor | undefined): Promise<boolean> {
  if (!after) return false;
  const { record, visible } = request.reader;
  const [themes, rows] = await Promise.all([
    readThemeGaps(request),
    request.reader.rows(sql<{ found: boolean }>`
      select exists (select from ${record} r where ${IS_WANTING} and ${visible} and not ${isAfter(after)}) as found`),
  ]);
  return themes.some(({ rank }) => rank <= rankOf(after)) || (rows[0]?.found ?? false);
}

async function readThemeGaps(request: CatalogueRequest): Promise<readonly PlacedGap[]> {
  const rows = await request.reader.rows(
    sql<{ theme: string; kind: string }>`
    select distinct theme, r.kind from ${request.reader.record} r, unnest(r.themes) as theme
    where r.kind in ('Event', 'Recommendation') and ${request.reader.visible}`,
    { kinds: ["Event", "Recommendation"] },
  );
  const covered = new Set(rows.map(({ theme, kind }) => `${theme} ${kind}`));
  return THEME_CODES.flatMap((code, theme) =>
    THEME_GAPS.flatMap(([kind, of], place) =>
      covered.has(`${code} ${of}`)
        ? []
        : [{ rank: 2 * theme + place, id: code, gap: { kind, theme: { code }, record: null, partner: null } }],
    ),
  );
}

async function readRecordGaps(
  request: CatalogueRequest,
  { size, after, fields }: GapsQuery,
): Promise<readonly PlacedGap[]> {
  const { record, visible } = request.reader;
  const place = after ? isAfter(after) : sql<boolean>`true`;
  // One more than asked tells whether the list goes on.
  const rows = await request.reader.records(
    sql<RecordRow & { rank: number }>`
    select ${recordColumnsFor(fields)}, ${RECORD_RANK} as rank from ${record} r
    where ${IS_WANTING} and ${visible} and ${place}
    order by rank, r.id limit ${size + 1}`,
    fields,
    { kinds: ["Recommendation", "LegitimacyIndicator"] },
  );
  return rows.map((row) => ({
    rank: row.rank,
    id: row.id,
    gap: {
      kind: row.kind === "Recommendation" ? "RECOMMENDATION_WITHOUT_RESPONSE" : "INDICATOR_WITHOUT_DATA",
      theme: null,
      record: row,
      partner: { code: row.partner },
    },
  }));
}

function isAfter(cursor: Cursor): RawBuilder<boolean> {
  return sql<boolean>`((${RECORD_RANK}, r.id) > (${rankOf(cursor)}::float8, ${cursor.id} collate "C"))`;
}

function rankOf({ key }: Cursor): number {
  return Number(key[0]);
}
