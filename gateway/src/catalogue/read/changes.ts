import { type RawBuilder, sql } from "kysely";
import { linkFields } from "../record/link-fields.js";
import { type Cursor, decodeCursor, encodeCursor } from "./lists/cursor.js";
import { allConditions, type FilterInput, readFilter, readInstant } from "./lists/filters.js";
import type { IndexReader } from "./index/index-reader.js";
import { type ListBasis, readSize } from "./lists/list-query.js";
import { userError } from "../../base/user-error.js";
import { mayRead } from "../database/visibility.js";

/** Arguments of Query.changes. */
export interface ChangesArguments {
  readonly since: unknown;
  readonly until?: unknown;
  readonly filter?: FilterInput | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface ChangesQuery {
  readonly since: Date;
  /** Undefined: to the end. */
  readonly until: Date | undefined;
  readonly conditions: readonly RawBuilder<boolean>[];
  /** Those that a record's id alone tells. */
  readonly conditionsOnIds: readonly RawBuilder<boolean>[];
  readonly size: number;
  readonly cursor: Cursor | undefined;
  /** Partners asked for by the filter; undefined: all. */
  readonly partners: readonly string[] | undefined;
}

/** A change as one viewer sees it; named as the graph's Change is. */
export interface Change {
  readonly at: Date;
  readonly kind: "CREATED" | "UPDATED" | "WITHDRAWN";
  readonly recordId: string;
  readonly version: number;
  readonly fields: readonly string[];
}

export interface ChangesPage {
  readonly entries: readonly { readonly cursor: string; readonly change: Change }[];
  readonly goesOn: boolean;
}

const PLACE = { list: "changes", order: "AT", basis: "" } as const;

/** Holds the arguments to what is allowed. @throws GraphQLError with BAD_USER_INPUT */
export function readChangesQuery(
  { since, until, filter, first, after }: ChangesArguments,
  basis: ListBasis,
): ChangesQuery {
  const instant = readInstant("since", since);
  if (!instant) throw userError("Expected since, an RFC 3339 instant; got none.");
  const end = readInstant("until", until);
  if (end && end < instant) {
    throw userError(
      `Expected since at or before until; got since ${instant.toISOString()}, until ${end.toISOString()}: swap them.`,
    );
  }
  return {
    since: instant,
    until: end,
    conditions: allConditions(readFilter(filter, basis)),
    conditionsOnIds: readFilter(idFilter(filter), basis).conditions,
    size: readSize("first", first),
    cursor: readChangesCursor(after),
    partners: filter?.partners ?? undefined,
  };
}

export function readChangesCursor(after: string | null | undefined): Cursor | undefined {
  if (after === null || after === undefined) return undefined;
  return decodeCursor("after", after, { ...PLACE, types: ["instant"] });
}

/** The changes after the cursor, the oldest first. */
export async function readChanges(reader: IndexReader, query: ChangesQuery): Promise<ChangesPage> {
  const { since, size, cursor } = query;
  await reader.checkKept(since, "since");
  const [reached] = cursor?.key ?? [];
  const from = reached === undefined ? since : new Date(Math.max(since.getTime(), Date.parse(reached)));
  const place = cursor ? sql`where (at, "recordId") > (${reached}::timestamptz, ${cursor.id} collate "C")` : sql``;
  const rows = await reader.rows(sql<Change>`
    select at, kind, "recordId", version, fields from (${changesFrom(reader, query, from)}) as change ${place} order by at, "recordId" limit ${size + 1}`);
  return changesPage(rows, size);
}

/** The first of some changes; `rows` has one more where the list goes on. */
export function changesPage(rows: readonly Change[], size: number): ChangesPage {
  const entries = rows.slice(0, size).map((change) => ({
    change,
    cursor: encodeCursor({ ...PLACE, key: [change.at.toISOString()], id: change.recordId }),
  }));
  return { entries, goesOn: rows.length > size };
}

export interface ChangeCount {
  readonly kind: Change["kind"];
  readonly partner: { readonly code: string };
  readonly count: number;
}

/** How many there are on all pages together, of each kind and partner; `partnerCodes`: all, in the hub's order. */
export async function countChanges(
  reader: IndexReader,
  query: ChangesQuery,
  partnerCodes: readonly string[],
): Promise<readonly ChangeCount[]> {
  await reader.checkKept(query.since, "since");
  const rows = await reader.rows(sql<{ kind: Change["kind"]; partner: string; count: number }>`
    select kind, partner, count(*)::int as count from (${changesFrom(reader, query, query.since)}) as change group by 1, 2`);
  return partnerCodes.flatMap((code) => countsOf(rows.filter(({ partner }) => partner === code)));
}

/** In the order of ChangeKind; what did not happen is left out. */
export function countsOf(
  rows: readonly { readonly kind: Change["kind"]; readonly partner: string; readonly count: number }[],
): readonly ChangeCount[] {
  return (["CREATED", "UPDATED", "WITHDRAWN"] as const).flatMap((kind) =>
    rows.filter((row) => row.kind === kind).map(({ partner, count }) => ({ kind, partner: { code: partner }, count })),
  );
}

/** Whether there are changes up to the cursor. */
export async function hasChangesBefore(reader: IndexReader, query: ChangesQuery): Promise<boolean> {
  const { since, cursor } = query;
  if (!cursor) return false;
  const [row] = await reader.rows(sql<{ found: boolean }>`
    select exists (
      select from (${changesFrom(reader, query, since)}) as change
      where (at, "recordId") <= (${cursor.key[0]}::timestamptz, ${cursor.id} collate "C")
    ) as found`);
  return row?.found ?? false;
}

function idFilter(filter: FilterInput | null | undefined): FilterInput {
  return { partners: filter?.partners ?? null, recordKinds: filter?.recordKinds ?? null };
}

const LINK_FIELDS = JSON.stringify(linkFields.map(({ on, name, outgoing }) => ({ on, name, outgoing })));

/**
 * What changed for the viewer: a record that comes into view is created, and one that goes out of view is withdrawn, whatever it was
 * at its owner. A filter applies to the record as it was after the change, for one that is withdrawn before it. Of a record that is
 * out of view now nothing is said but that it went, to all whose filter fits its id: what it said is no longer theirs to ask.
 */
export function changesFrom(
  { at, viewer, versionVisible, ofTypes }: IndexReader,
  { until, conditions, conditionsOnIds }: Pick<ChangesQuery, "until" | "conditions" | "conditionsOnIds">,
  from: Date,
): RawBuilder<unknown> {
  const during = (instant: RawBuilder<unknown>): RawBuilder<boolean> => {
    const ends = [at, until].filter((end) => end !== null && end !== undefined);
    const notLater = sql.join(
      ends.map((end) => sql`and ${instant} <= ${end.toISOString()}::timestamptz`),
      sql` `,
    );
    return sql<boolean>`${instant} >= ${from.toISOString()}::timestamptz ${notLater}`;
  };
  const wanted = sql.join([versionVisible, ...conditions], sql` and `);
  const wentOut = sql.join([goneFromView({ viewer, ofTypes }), ...conditionsOnIds], sql` and `);
  const seen = sql`(select r.id, r.known_from, r.known_to from record_version r where ${versionVisible})`;
  // A link that leads to what the viewer does not see changes nothing for them.
  const fields = sql`array(
    select field.name from unnest(r.changed) with ordinality as field (name, place)
    left join jsonb_to_recordset(${LINK_FIELDS}::jsonb) as link_field ("on" text, name text, outgoing text[])
      on link_field."on" = r.kind and link_field.name = field.name
    where link_field.name is null or exists (
      select from link_version link join ${seen} as other on other.id = link.target
      where link.source = r.id and link.rel = any(link_field.outgoing)
        and (link.known_from = r.known_from or link.known_to = r.known_from)
        and other.known_from <= r.known_from and (other.known_to is null or other.known_to >= r.known_from))
    order by field.place)`;
  return sql`
    select r.known_from as at, case when earlier.id is null then 'CREATED' else 'UPDATED' end as kind, r.id as "recordId",
           r.partner, r.version, case when earlier.id is null then '{}'::text[] else ${fields} end as fields
    from record_version r left join ${seen} as earlier on earlier.id = r.id and earlier.known_to = r.known_from
    where ${wanted} and ${during(sql`r.known_from`)}
    union all
    select r.known_to, 'WITHDRAWN', r.id, r.partner, r.version, '{}'
    from record_version r
    where ${wanted} and ${during(sql`r.known_to`)} and not exists (
      select from ${seen} as later where later.id = r.id and later.known_from = r.known_to
    )
    union all
    select r.at, 'WITHDRAWN', r.id, r.partner, r.version, '{}'
    from record_hidden r
    where ${wentOut} and ${during(sql`r.at`)}`;
}

/** Of `record_hidden r`: the viewer saw the record before, and neither sees it after nor now. */
export function goneFromView({ viewer, ofTypes }: Pick<IndexReader, "viewer" | "ofTypes">): RawBuilder<boolean> {
  return sql<boolean>`(
    ${mayRead(viewer, sql`r.visibility_before`)} and not ${mayRead(viewer, sql`r.visibility_after`)}
    and not ${mayRead(viewer, sql`r.latest_visibility`)} and ${ofTypes})`;
}
