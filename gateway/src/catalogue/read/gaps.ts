import { THEME_CODES } from "@segpol/schema";
import { sql } from "kysely";
import type { CatalogueRequest } from "./catalogue-request.js";
import { type Cursor, decodeCursor, encodeCursor } from "./lists/cursor.js";
import { ANY_CODE, recordsByTheme } from "./lists/codes.js";
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
const RECORD_GAPS = [
  { rank: 1_000, of: "Recommendation", kind: "RECOMMENDATION_WITHOUT_RESPONSE" },
  { rank: 1_001, of: "LegitimacyIndicator", kind: "INDICATOR_WITHOUT_DATA" },
] as const;

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
  const { codeTally, listing, listed } = request.reader;
  const wanting = codeTally
    ? sql<{ total: number }>`
        select coalesce(sum(r.records), 0)::int as total from ${codeTally} r
        where r.said = 'WANTING' and r.code = ${ANY_CODE} and ${listed}`
    : sql<{ total: number }>`select count(*)::int as total from ${listing} r where r.wanting and ${listed}`;
  const [themes, rows] = await Promise.all([readThemeGaps(request), request.reader.rows(wanting)]);
  return themes.length + (rows[0]?.total ?? 0);
}

/** Whether there are gaps up to the cursor. */
export async function hasGapsBefore(request: CatalogueRequest, after: Cursor | undefined): Promise<boolean> {
  if (!after) return false;
  const { listing, listed } = request.reader;
  const upTo = RECORD_GAPS.filter(({ rank }) => rank <= rankOf(after)).map(
    ({ rank, of }) => sql`select from ${listing} r where r.wanting and r.kind = ${of} and ${listed}
      and ${rank === rankOf(after) ? sql`r.id <= ${after.id}` : sql`true`}`,
  );
  const [themes, rows] = await Promise.all([
    readThemeGaps(request),
    upTo.length === 0
      ? []
      : request.reader.rows(
          sql<{ found: boolean }>`select ${sql.join(
            upTo.map((each) => sql`exists (${each})`),
            sql` or `,
          )} as found`,
        ),
  ]);
  return themes.some(({ rank }) => rank <= rankOf(after)) || (rows[0]?.found ?? false);
}

async function readThemeGaps(request: CatalogueRequest): Promise<readonly PlacedGap[]> {
  const rows = await request.reader.rows(
    sql<{ theme: string; kind: string }>`
    select distinct r.theme, r.kind from ${recordsByTheme(request.reader)} r where r.kind in ('Event', 'Recommendation')`,
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
  const { listing, listed, record, visible } = request.reader;
  // One more than asked tells whether the list goes on.
  const parts = RECORD_GAPS.filter(({ rank }) => !after || rank >= rankOf(after)).map(
    ({ rank, of }) => sql`(
      select ${rank}::int as rank, r.id from ${listing} r
      where r.wanting and r.kind = ${of} and ${listed}
        and ${after && rank === rankOf(after) ? sql`r.id > ${after.id}` : sql`true`}
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
    { kinds: ["Recommendation", "LegitimacyIndicator"] },
  );
  return rows.map((row) => ({
    rank: row.rank,
    id: row.id,
    gap: {
      kind: RECORD_GAPS.find(({ rank }) => rank === row.rank)?.kind ?? "INDICATOR_WITHOUT_DATA",
      theme: null,
      record: row,
      partner: { code: row.partner },
    },
  }));
}

function rankOf({ key }: Cursor): number {
  return Number(key[0]);
}
