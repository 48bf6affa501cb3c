import { type RawBuilder, sql } from "kysely";
import { codeIn, recordsUnder } from "./codes.js";
import type { IndexReader } from "../index/index-reader.js";
import type { ListQuery } from "./list-query.js";
import { conditionOf } from "./pages.js";
import { codesOf, ofEach, readBy } from "./scopes.js";

export interface Count {
  readonly code: string;
  readonly count: number;
}

export const FACETS = ["themes", "partners", "kinds", "statuses"] as const;
type Facet = (typeof FACETS)[number];
/** With how many records there are in all. */
export type Facets = Readonly<Record<Facet, readonly Count[]>> & { readonly total: number };

/** What counts are read from, and what a row of it counts. */
interface Counted {
  readonly rows: RawBuilder<unknown>;
  readonly records: RawBuilder<unknown>;
}

const SUM = sql`coalesce(sum(r.records), 0)::int`;

/** Where a filter asks for nothing that the tally does not tell apart, it answers for thousands of records in a row. */
function countedFrom({ tally, listing }: IndexReader, isCounted: boolean): Counted {
  return isCounted && tally ? { rows: tally, records: SUM } : { rows: listing, records: sql`count(*)::int` };
}

export async function readTotals(
  reader: IndexReader,
  query: ListQuery,
  parents: readonly string[],
): Promise<Map<string, number>> {
  const codes = codesOf(query.scope);
  const rows = await reader.rows(
    totalsUnderCodes(reader, query, parents) ??
      (codes && parents.length > 1
        ? totalsByCode(reader, query, codes, parents)
        : totalsByParent(reader, query, parents)),
    readBy(reader, query, parents),
  );
  const totals = new Map(rows.map(({ scope, total }) => [scope, total]));
  return new Map(parents.map((parent) => [parent, totals.get(parent) ?? 0]));
}

function countConditionOf(
  reader: IndexReader,
  { scope, countConditions }: ListQuery,
  parent: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return conditionOf(reader, { scope, conditions: countConditions }, parent);
}

interface Total {
  readonly scope: string;
  readonly total: number;
}

/** Undefined: the tally of codes does not count them. */
function totalsUnderCodes(
  { codeTally, listed }: IndexReader,
  { scope, byCode }: ListQuery,
  parents: readonly string[],
): RawBuilder<Total> | undefined {
  const code = byCode && codeIn(scope, byCode, sql`parent.key`);
  if (!codeTally || !byCode || !code) return undefined;
  const conditions = [listed, ...byCode.conditions, ...(scope.by === "partner" ? [sql`r.partner = parent.key`] : [])];
  return sql<Total>`
    select parent.key as scope, counted.total from unnest(${parents}::text[]) as parent (key) cross join lateral (
      select ${SUM} as total from ${recordsUnder(codeTally, code)} r where ${sql.join(conditions, sql` and `)}) as counted`;
}

function totalsByParent(reader: IndexReader, query: ListQuery, parents: readonly string[]): RawBuilder<Total> {
  const { rows, records } = countedFrom(reader, query.isCounted);
  return sql<Total>`select counted.scope, counted.total from ${ofEach(
    parents,
    query.scope,
    (parent) => sql`select ${records} as total from ${rows} r where ${countConditionOf(reader, query, parent)}`,
  )} as counted`;
}

/** In one pass for all of them, by the combinations of codes that there are. */
function totalsByCode(
  reader: IndexReader,
  query: ListQuery,
  codes: RawBuilder<unknown>,
  parents: readonly string[],
): RawBuilder<Total> {
  const { rows, records } = countedFrom(reader, query.isCounted);
  return sql<Total>`
    select code as scope, sum(counted.total)::int as total
    from (
      select ${codes} as codes, ${records} as total from ${rows} r
      where ${sql.join([reader.listed, ...query.countConditions], sql` and `)} group by 1
    ) as counted cross join lateral unnest(counted.codes) as code
    where code = any(${parents}::text[]) group by code`;
}

interface FacetRow extends Count {
  readonly scope: string;
  readonly facet: Facet | "total";
}

/** The kind of record by the name that filters have for it. */
const RECORD_KIND_CODE = sql`(case r.kind when 'LegitimacyIndicator' then 'LEGITIMACY_INDICATOR' else upper(r.kind) end)`;

/** How many records there are of each combination, as rows of the tally have them. */
function combinationsOf(reader: IndexReader, query: ListQuery, parent: RawBuilder<unknown>): RawBuilder<unknown> {
  const { tally, listing } = reader;
  const condition = countConditionOf(reader, query, parent);
  if (!tally) return sql`(select r.*, 1 as records from ${listing} r where ${condition})`;
  if (query.isCounted) return sql`(select r.* from ${tally} r where ${condition})`;
  // By the number that a listing has for its row of the tally: comparing what it stands for takes several times as long.
  return sql`(
    select r.themes, r.partner, r.kind, r.category, r.status, found.records
    from (select r.combination, count(*) as records from ${listing} r where ${condition} group by 1) as found
    join ${tally} r on r.combination = found.combination)`;
}

/** Counted by combination first: there are far fewer of them than records, and each record may count in several rows of a facet. */
export async function readFacets(
  reader: IndexReader,
  query: ListQuery,
  parents: readonly string[],
): Promise<Map<string, Facets>> {
  const kind = query.list === "records" ? RECORD_KIND_CODE : sql`r.category`;
  const rows = await reader.rows(
    sql<FacetRow>`
    select * from ${ofEach(
      parents,
      query.scope,
      (parent) => sql`
      with combination as materialized (
        select r.themes, r.partner, ${kind} as kind, r.status, ${SUM} as count from ${combinationsOf(reader, query, parent)} r group by 1, 2, 3, 4
      )
      select 'themes' as facet, code, sum(count)::int as count from combination, unnest(themes) as code group by code
      union all
      select 'partners', partner, sum(count)::int from combination group by partner
      union all
      select 'kinds', kind, sum(count)::int from combination where kind is not null group by kind
      union all
      select 'total', '', sum(count)::int from combination having count(*) > 0
      union all
      select 'statuses', status, sum(count)::int from combination where status is not null group by status`,
    )} as counted
    order by counted.count desc, counted.code collate "C"`,
    readBy(reader, query, parents),
  );
  const byParent = Map.groupBy(rows, ({ scope }) => scope);
  return new Map(
    parents.map((parent) => {
      const found = byParent.get(parent) ?? [];
      const of = (facet: FacetRow["facet"]): Count[] =>
        found.filter((row) => row.facet === facet).map(({ code, count }) => ({ code, count }));
      const total = of("total")[0]?.count ?? 0;
      return [
        parent,
        { themes: of("themes"), partners: of("partners"), kinds: of("kinds"), statuses: of("statuses"), total },
      ];
    }),
  );
}
