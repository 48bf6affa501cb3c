import type DataLoader from "dataloader";
import { type RawBuilder, sql } from "kysely";
import { encodeCursor } from "./cursor.js";
import { createBatch } from "../index/batch.js";
import type { ReadRecords } from "../index/dependencies.js";
import type { IndexReader } from "../index/index-reader.js";
import { LIST_KINDS, type ListQuery, type Scope } from "./list-query.js";
import { keysetAfter, keyTexts, sortBy } from "./orders.js";
import { type RecordRow, recordColumnsFor } from "../index/record-row.js";

/** A page of a list. */
export interface Page {
  readonly entries: readonly { readonly cursor: string; readonly row: RecordRow }[];
  /** Whether the list goes on after the page, in the direction it was read. */
  readonly goesOn: boolean;
}

export interface Count {
  readonly code: string;
  readonly count: number;
}

export const FACETS = ["themes", "partners", "kinds", "statuses"] as const;
export type Facets = Readonly<Record<(typeof FACETS)[number], readonly Count[]>>;

/** The key of a list that has no parent. */
export const NO_PARENT = "";

type PageRow = RecordRow & { scope: string; sort_key: string[] };

interface FacetRow extends Count {
  scope: string;
  facet: (typeof FACETS)[number];
}

/**
 * Reads lists for one request. What is asked of the same list for many parents (a theme's events, an event's publications) is
 * read in one statement.
 */
export class Lists {
  readonly #reader: IndexReader;
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(reader: IndexReader) {
    this.#reader = reader;
  }

  async page(query: ListQuery, parent: string): Promise<Page> {
    return await this.#load("page", query, parent, (parents) => this.#readPages(query, parents));
  }

  /** How many records there are on all pages together. */
  async total(query: ListQuery, parent: string): Promise<number> {
    return await this.#load("total", query, parent, (parents) => this.#readTotals(query, parents));
  }

  /** Whether records come before the page's cursor, seen in the direction it is read. */
  async hasEarlier(query: ListQuery, parent: string): Promise<boolean> {
    if (!query.cursor) return false;
    return await this.#load("earlier", query, parent, (parents) => this.#readEarlier(query, parents));
  }

  async facets(query: ListQuery, parent: string): Promise<Facets> {
    return await this.#load("facets", query, parent, (parents) => this.#readFacets(query, parents));
  }

  async #load<T>(
    what: string,
    query: ListQuery,
    parent: string,
    read: (parents: readonly string[]) => Promise<Map<string, T>>,
  ): Promise<T> {
    const name = `${what} ${query.identity}`;
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = createBatch<string, unknown>(async (parents) => {
        const found = await read(parents);
        return parents.map((each) => found.get(each));
      });
      this.#loaders.set(name, loader);
    }
    return (await loader.load(parent)) as T;
  }

  /** Which records a list of these parents is made from, beside the links of the parents themselves. */
  #readBy({ list, scope, partners }: ListQuery, parents: readonly string[]): ReadRecords {
    if (scope.by === "links") this.#reader.dependencies.readIds(parents);
    const kind = LIST_KINDS[list];
    return { partners: scope.by === "partner" ? parents : partners, ...(kind && { kinds: [kind] }) };
  }

  #condition(query: ListQuery, ...more: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
    const { visible, link } = this.#reader;
    return sql<boolean>`${sql.join([visible, inScope(query.scope, link), ...query.conditions, ...more], sql` and `)}`;
  }

  async #readPages(query: ListQuery, parents: readonly string[]): Promise<Map<string, Page>> {
    const { list, order, cursor, backwards, size } = query;
    const columns = recordColumnsFor(query.fields);
    const place = cursor ? [keysetAfter(order, cursor, backwards)] : [];
    const codes = codesOf(query.scope);
    // One record more than asked tells whether the list goes on.
    const rows = await this.#reader.records(
      codes && parents.length > 1
        ? sql<PageRow>`
      with placed as (
        select own.code as scope, r.id,
               row_number() over (partition by own.code order by ${sortBy(order, backwards)}) as place
        from ${this.#ofCodes(codes, query, parents, ...place)}
      )
      select placed.scope, ${columns}, ${keyTexts(order)} as sort_key
      from placed join ${this.#reader.record} r on r.id = placed.id
      where placed.place <= ${size + 1}
      order by placed.scope, placed.place`
        : sql<PageRow>`
      select parent.key as scope, page.*
      from unnest(${parents}::text[]) with ordinality as parent (key, place)
      cross join lateral (
        select sorted.*, row_number() over () as place
        from (
          select ${columns}, ${keyTexts(order)} as sort_key
          from ${this.#reader.record} r
          where ${this.#condition(query, ...place)}
          order by ${sortBy(order, backwards)}
          limit ${size + 1}
        ) as sorted
      ) as page
      order by parent.place, page.place`,
      query.fields,
      this.#readBy(query, parents),
    );
    const byParent = Map.groupBy(rows, ({ scope }) => scope);
    return new Map(
      parents.map((parent) => {
        const found = byParent.get(parent) ?? [];
        const shown = found.slice(0, size);
        if (backwards) shown.reverse();
        const entries = shown.map((row) => ({
          row,
          cursor: encodeCursor({ list, order: order.name, basis: order.basis, key: row.sort_key, id: row.id }),
        }));
        return [parent, { entries, goesOn: found.length > size }];
      }),
    );
  }

  async #readTotals(query: ListQuery, parents: readonly string[]): Promise<Map<string, number>> {
    const codes = codesOf(query.scope);
    if (codes) return await this.#readTotalsByCode(codes, query, parents);
    const rows = await this.#reader.rows(
      sql<{ scope: string; total: number }>`
      select parent.key as scope, (select count(*)::int from ${this.#reader.record} r where ${this.#condition(query)}) as total
      from unnest(${parents}::text[]) as parent (key)`,
      this.#readBy(query, parents),
    );
    return new Map(rows.map(({ scope, total }) => [scope, total]));
  }

  /**
   * The records of several codes with each of theirs, read once for all: below the database's policies no index over lists of codes
   * serves, and each code would read all records.
   */
  #ofCodes(
    codes: RawBuilder<unknown>,
    { conditions }: ListQuery,
    parents: readonly string[],
    ...more: readonly RawBuilder<boolean>[]
  ): RawBuilder<unknown> {
    const { record, visible } = this.#reader;
    return sql`${record} r cross join lateral (select distinct code from unnest(${codes}) as code) as own
      where own.code = any(${parents}::text[]) and ${sql.join([visible, ...conditions, ...more], sql` and `)}`;
  }

  async #readTotalsByCode(
    codes: RawBuilder<unknown>,
    query: ListQuery,
    parents: readonly string[],
  ): Promise<Map<string, number>> {
    const rows = await this.#reader.rows(
      sql<{ scope: string; total: number }>`
      select own.code as scope, count(*)::int as total from ${this.#ofCodes(codes, query, parents)} group by own.code`,
      this.#readBy(query, parents),
    );
    const totals = new Map(rows.map(({ scope, total }) => [scope, total]));
    return new Map(parents.map((parent) => [parent, totals.get(parent) ?? 0]));
  }

  async #readEarlier(query: ListQuery, parents: readonly string[]): Promise<Map<string, boolean>> {
    const { order, cursor, backwards } = query;
    if (!cursor) return new Map(parents.map((parent) => [parent, false]));
    const notAfter = sql<boolean>`not ${keysetAfter(order, cursor, backwards)}`;
    const rows = await this.#reader.rows(
      sql<{ scope: string; found: boolean }>`
      select parent.key as scope, exists (select from ${this.#reader.record} r where ${this.#condition(query, notAfter)}) as found
      from unnest(${parents}::text[]) as parent (key)`,
      this.#readBy(query, parents),
    );
    return new Map(rows.map(({ scope, found }) => [scope, found]));
  }

  async #readFacets(query: ListQuery, parents: readonly string[]): Promise<Map<string, Facets>> {
    const kind = query.list === "records" ? RECORD_KIND_CODE : sql`r.category`;
    const rows = await this.#reader.rows(
      sql<FacetRow>`
      select parent.key as scope, counted.facet, counted.code, counted.count
      from unnest(${parents}::text[]) as parent (key)
      cross join lateral (
        with hit as materialized (
          select r.themes, r.partner, ${kind} as kind, r.status from ${this.#reader.record} r where ${this.#condition(query)}
        )
        select 'themes' as facet, code, count(*)::int as count from hit, unnest(hit.themes) as code group by code
        union all
        select 'partners', partner, count(*)::int from hit group by partner
        union all
        select 'kinds', kind, count(*)::int from hit where kind is not null group by kind
        union all
        select 'statuses', status, count(*)::int from hit where status is not null group by status
      ) as counted
      order by counted.count desc, counted.code collate "C"`,
      this.#readBy(query, parents),
    );
    const byParent = Map.groupBy(rows, ({ scope }) => scope);
    return new Map(
      parents.map((parent) => {
        const found = byParent.get(parent) ?? [];
        const of = (facet: string): Count[] =>
          found.filter((row) => row.facet === facet).map(({ code, count }) => ({ code, count }));
        return [
          parent,
          { themes: of("themes"), partners: of("partners"), kinds: of("kinds"), statuses: of("statuses") },
        ];
      }),
    );
  }
}

/** The kind of record by the name that filters have for it. */
const RECORD_KIND_CODE = sql`(case r.kind when 'LegitimacyIndicator' then 'LEGITIMACY_INDICATOR' else upper(r.kind) end)`;

/** Where a record has the codes that a list's parents are; undefined: it has one parent, or other ones. */
function codesOf({ by }: Scope): RawBuilder<unknown> | undefined {
  if (by === "theme") return sql`r.themes`;
  return by === "criterion" ? sql`r.criteria` : undefined;
}

/** Records that belong to `parent.key`. */
function inScope(scope: Scope, link: RawBuilder<unknown>): RawBuilder<boolean> {
  switch (scope.by) {
    case "everything":
      return sql<boolean>`true`;
    case "theme":
      return sql<boolean>`r.themes @> array[parent.key]`;
    case "criterion":
      return sql<boolean>`r.criteria @> array[parent.key]`;
    case "partner":
      return sql<boolean>`r.partner = parent.key`;
    case "links":
      return sql<boolean>`r.id <> parent.key and r.id in (
        select link.source from ${link} link where link.target = parent.key and link.rel = any(${scope.incoming}::text[])
        union all
        select link.target from ${link} link where link.source = parent.key and link.rel = any(${scope.outgoing}::text[]))`;
  }
}
