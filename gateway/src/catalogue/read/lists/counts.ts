import { type RawBuilder, sql } from "kysely";
import { codeIn, recordsUnder } from "./codes.js";
import type { IndexReader } from "../index/index-reader.js";
import type { ListQuery } from "./list-query.js";
import { conditionOf } from "./pages.js";
import { codesOf, ofEach, readBy } from "./scopes.js";

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

/** All that makes a listing or a row of the tally count in a parent's list. */
export function countConditionOf(
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

/** How many records there are of each combination, as rows of the tally have them. */
export function combinationsOf(
  reader: IndexReader,
  query: ListQuery,
  parent: RawBuilder<unknown>,
): RawBuilder<unknown> {
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
