import { type RawBuilder, sql } from "kysely";
import type { ReadRecords } from "../index/dependencies.js";
import type { IndexReader } from "../index/index-reader.js";
import { LIST_KINDS, type ListQuery, type Scope } from "./list-query.js";

/** Parents that are planned one by one; of more the database knows that there are some. */
const MAX_APART = 16;

/**
 * What is read of each parent's list, as rows with the parent's `scope` before all else. A parent's key stands in its own part of the
 * statement, so that PostgreSQL knows how frequent it is, and takes the index that suits it.
 */
export function ofEach(
  parents: readonly string[],
  scope: Scope,
  read: (parent: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (scope.by === "links" || parents.length > MAX_APART) {
    return sql`(
      select parent.key as scope, own.* from unnest(${parents}::text[]) as parent (key)
      cross join lateral (${read(sql`parent.key`)}) as own)`;
  }
  const parts = parents.map((parent) => {
    const key = sql`${parent}::text`;
    return sql`(select ${key} as scope, own.* from (${read(key)}) as own)`;
  });
  return sql`(${sql.join(parts, sql` union all `)})`;
}

/** Records that belong to a parent: a condition on a listing `r`, or on the tally. */
export function inScope(scope: Scope, link: RawBuilder<unknown>, parent: RawBuilder<unknown>): RawBuilder<boolean> {
  switch (scope.by) {
    case "everything":
      return sql<boolean>`true`;
    case "theme":
      return sql<boolean>`r.themes @> array[${parent}]`;
    case "criterion":
      return sql<boolean>`r.criteria @> array[${parent}]`;
    case "partner":
      return sql<boolean>`r.partner = ${parent}`;
    case "links":
      return sql<boolean>`r.id <> ${parent} and r.id in (
        select link.source from ${link} link where link.target = ${parent} and link.rel = any(${scope.incoming}::text[])
        union all
        select link.target from ${link} link where link.source = ${parent} and link.rel = any(${scope.outgoing}::text[]))`;
  }
}

/** Where a listing has the codes that a list's parents are; undefined: its parents are no codes. */
export function codesOf({ by }: Scope): RawBuilder<unknown> | undefined {
  if (by === "theme") return sql`r.themes`;
  if (by === "criterion") return sql`r.criteria`;
  return by === "partner" ? sql`array[r.partner]` : undefined;
}

/** Which records a list of these parents is made from, beside the links of the parents themselves. */
export function readBy(
  { dependencies }: IndexReader,
  { list, scope, partners }: ListQuery,
  parents: readonly string[],
): ReadRecords {
  if (scope.by === "links") dependencies.readIds(parents);
  const kind = LIST_KINDS[list];
  return { partners: scope.by === "partner" ? parents : partners, ...(kind && { kinds: [kind] }) };
}
