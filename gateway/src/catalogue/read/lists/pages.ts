import { type RawBuilder, sql } from "kysely";
import { encodeCursor } from "./cursor.js";
import type { IndexReader } from "../index/index-reader.js";
import { type RecordRow, recordColumnsFor } from "../index/record-row.js";
import type { ListQuery } from "./list-query.js";
import { keysetAfter, keyTexts, sortBy } from "./orders.js";
import { basisOf, rankedHits } from "./relevance.js";
import { inScope, ofEach, readBy } from "./scopes.js";

/** A page of a list. */
export interface Page {
  readonly entries: readonly { readonly cursor: string; readonly row: RecordRow }[];
  /** Whether the list goes on after the page, in the direction it was read. */
  readonly goesOn: boolean;
}

type PageRow = RecordRow & { readonly scope: string; readonly sort_key: string[]; readonly edge: string | null };

/** Which part of a list is read. */
interface Part {
  readonly place: RawBuilder<boolean>;
  readonly backwards: boolean;
  readonly limit: number;
}

/** The pages of these parents: their places are read from the listings, and of the records no more than a page shows. */
export async function readPages(
  reader: IndexReader,
  query: ListQuery,
  parents: readonly string[],
): Promise<Map<string, Page>> {
  const { order, cursor, backwards, size } = query;
  const place = cursor ? keysetAfter(order, cursor, { backwards }) : sql<boolean>`true`;
  // One record more than asked tells whether the list goes on.
  const part = { place, backwards, limit: size + 1 };
  const rows = await reader.records(
    sql<PageRow>`
    select placed.scope, placed.sort_key, placed.edge, ${recordColumnsFor(query.fields)}
    from ${ofEach(
      parents,
      query.scope,
      (parent) => sql`
      select sorted.*, row_number() over () as place from (${partOf(reader, query, parent, part)}) as sorted`,
    )} as placed
    join ${reader.record} r on r.id = placed.id and ${reader.visible}
    order by placed.scope, placed.place`,
    query.fields,
    readBy(reader, query, parents),
  );
  const byParent = Map.groupBy(rows, ({ scope }) => scope);
  return new Map(parents.map((parent) => [parent, pageOf(query, byParent.get(parent) ?? [])]));
}

/** Whether there are records before the cursor, seen in the direction in which pages are read. */
export async function readEarlier(
  reader: IndexReader,
  query: ListQuery,
  parents: readonly string[],
): Promise<Map<string, boolean>> {
  const { order, cursor } = query;
  if (!cursor) return new Map(parents.map((parent) => [parent, false]));
  const backwards = !query.backwards;
  const part = { place: keysetAfter(order, cursor, { backwards, inclusive: true }), backwards, limit: 1 };
  const rows = await reader.rows(
    sql<{ scope: string }>`
    select earlier.scope from ${ofEach(parents, query.scope, (parent) => partOf(reader, query, parent, part))} as earlier`,
    readBy(reader, query, parents),
  );
  const found = new Set(rows.map(({ scope }) => scope));
  return new Map(parents.map((parent) => [parent, found.has(parent)]));
}

/** All that makes a listing `r` belong to a parent's list. */
export function conditionOf(
  { listed, link }: IndexReader,
  { scope, conditions }: Pick<ListQuery, "scope" | "conditions">,
  parent: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql<boolean>`${sql.join([listed, inScope(scope, link, parent), ...conditions], sql` and `)}`;
}

function partOf(
  reader: IndexReader,
  query: ListQuery,
  parent: RawBuilder<unknown>,
  { place, backwards, limit }: Part,
): RawBuilder<unknown> {
  const { order } = query;
  const { listing } = reader;
  const condition = conditionOf(
    reader,
    { ...query, conditions: order.ranking ? query.plainConditions : query.conditions },
    parent,
  );
  const sorted = sortBy(order, backwards);
  if (order.ranking) {
    const hits = rankedHits(order.ranking, { listing, condition, place, sortBy: sorted, backwards, limit });
    return sql`select r.id, ${keyTexts(order)} as sort_key, r.edge from ${hits} r order by ${sorted}`;
  }
  return sql`
    select r.id, ${keyTexts(order)} as sort_key, null::text as edge
    from ${listing} r where ${condition} and ${place} order by ${sorted} limit ${limit}`;
}

function pageOf({ list, order, size, backwards }: ListQuery, found: readonly PageRow[]): Page {
  const shown = found.slice(0, size);
  if (backwards) shown.reverse();
  const entries = shown.map((row) => ({
    row,
    cursor: encodeCursor({
      list,
      order: order.name,
      basis: row.edge === null || order.ranking?.edge !== undefined ? order.basis : basisOf(order.basis, row.edge),
      key: row.sort_key,
      id: row.id,
    }),
  }));
  return { entries, goesOn: found.length > size };
}
