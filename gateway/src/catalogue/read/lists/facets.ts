import { contractSchema, CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import { isEnumType } from "graphql";
import { type RawBuilder, sql } from "kysely";
import type { IndexReader } from "../index/index-reader.js";
import { ASSESSED, type FilterInput } from "./filters.js";
import type { ListName, ListQuery } from "./list-query.js";
import { combinationsOf, countConditionOf } from "./counts.js";
import { ofEach, readBy } from "./scopes.js";

export interface Count {
  readonly code: string;
  readonly count: number;
}

/** Of what the tally counts, and of what is counted in the listings. */
const TALLIED_FACETS = ["themes", "partners", "kinds", "statuses"] as const;
const LISTED_FACETS = ["criteria", "assessed", "closures", "bodies", "years", "certainties", "territories"] as const;
/** Named as the graph's Facets has them. */
export const FACETS = [...TALLIED_FACETS, ...LISTED_FACETS] as const;
export type Facet = (typeof FACETS)[number];

/** Those that were asked, with how many records there are in all. */
export interface Facets extends Partial<Readonly<Record<Facet, readonly Count[]>>> {
  readonly total: number;
}

/** The fields of a filter that choose among the codes of a facet. */
export const OWN_CHOICES: Readonly<Record<Facet, readonly (keyof FilterInput)[]>> = {
  themes: ["themes"],
  partners: ["partners"],
  kinds: ["kinds", "types", "recordKinds"],
  statuses: ["statuses"],
  criteria: ["criteria"],
  assessed: ["assessed"],
  closures: ["closures"],
  bodies: ["addressees"],
  years: ["from", "to", "dueFrom", "dueBefore"],
  certainties: ["certainties"],
  territories: ["territories"],
};

/** Codes of a facet at most, where anything may be one: the most frequent. */
const MAX_CODES = 100;

interface FacetRow extends Count {
  readonly scope: string;
  readonly facet: Facet | "total";
}

/** The kind of record by the name that filters have for it. */
const RECORD_KIND_CODE = sql`(case r.kind when 'LegitimacyIndicator' then 'LEGITIMACY_INDICATOR' else upper(r.kind) end)`;

/** Of a row that has them: the codes that a record counts under. */
const CODES: Readonly<Record<Facet, RawBuilder<unknown>>> = {
  themes: sql`themes`,
  partners: sql`array[partner]`,
  kinds: sql`array[kind]`,
  statuses: sql`array[status]`,
  criteria: sql`criteria`,
  assessed: sql`array[assessed]`,
  closures: sql`array[closures]`,
  bodies: sql`bodies`,
  years: sql`array[years]`,
  certainties: sql`array[certainties]`,
  territories: sql`array[territories]`,
};
/** Of a listing `r`. */
const LISTED: Readonly<Record<(typeof LISTED_FACETS)[number], RawBuilder<unknown>>> = {
  criteria: sql`r.criteria`,
  assessed: sql`case when r.kind = 'Recommendation' then ${ASSESSED} end as assessed`,
  closures: sql`r.closure as closures`,
  bodies: sql`r.bodies`,
  years: sql`extract(year from coalesce(r.date_earliest, r.due_on))::int::text as years`,
  certainties: sql`r.certainty as certainties`,
  territories: sql`r.territory as territories`,
};

/**
 * Counted by combination first: there are far fewer of them than records, and each record may count in several rows of a facet. `asked`: the
 * facets to be read.
 */
export async function readFacets(
  reader: IndexReader,
  query: ListQuery,
  parents: readonly string[],
  asked: readonly Facet[],
): Promise<Map<string, Facets>> {
  const kind = query.list === "records" ? RECORD_KIND_CODE : sql`r.category`;
  const listed = LISTED_FACETS.filter((facet) => asked.includes(facet));
  const counted = (facet: Facet, from: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
    select ${facet}::text as facet, code, sum(count)::int as count from ${from}, unnest(${CODES[facet]}) as code
    where code is not null group by code order by count desc, code collate "C" limit ${MAX_CODES})`;
  const rows = await reader.rows(
    sql<FacetRow>`
    select * from ${ofEach(parents, query.scope, (parent) => {
      const inListing = sql`
        listed as materialized (
          select ${sql.join([...listed.map((facet) => LISTED[facet]), sql`count(*)::int as count`])} from ${reader.listing} r
          where ${countConditionOf(reader, query, parent)} group by ${sql.join(listed.map((_facet, index) => sql.lit(index + 1)))})`;
      const parts = [
        sql`(select 'total' as facet, '' as code, sum(count)::int as count from combination having count(*) > 0)`,
        ...TALLIED_FACETS.filter((facet) => asked.includes(facet)).map((facet) => counted(facet, sql`combination`)),
        ...listed.map((facet) => counted(facet, sql`listed`)),
      ];
      return sql`
        with combination as materialized (
          select r.themes, r.partner, ${kind} as kind, r.status, coalesce(sum(r.records), 0)::int as count
          from ${combinationsOf(reader, query, parent)} r group by 1, 2, 3, 4
        )${listed.length > 0 ? sql`, ${inListing}` : sql``}
        ${sql.join(parts, sql` union all `)}`;
    })} as counted
    order by counted.count desc, counted.code collate "C"`,
    readBy(reader, query, parents),
  );
  const byParent = Map.groupBy(rows, ({ scope }) => scope);
  return new Map(
    parents.map((parent) => {
      const found = byParent.get(parent) ?? [];
      const of = (facet: FacetRow["facet"]): Count[] =>
        found.filter((row) => row.facet === facet).map(({ code, count }) => ({ code, count }));
      return [
        parent,
        { ...Object.fromEntries(asked.map((facet) => [facet, of(facet)])), total: of("total")[0]?.count ?? 0 },
      ];
    }),
  );
}

const STATUSES = valuesOf("ImplementationStatus");
/** What kinds and statuses are, by the list. */
const KINDS: Readonly<Record<ListName, readonly string[]>> = {
  records: ["EVENT", "PUBLICATION", "RECOMMENDATION", "LEGITIMACY_INDICATOR"],
  events: valuesOf("EventKind"),
  publications: valuesOf("PublicationType"),
  recommendations: valuesOf("RecommendationKind"),
  legitimacyIndicators: [],
};
const OF_LIST: Partial<Readonly<Record<ListName, Partial<Readonly<Record<Facet, readonly string[]>>>>>> = {
  events: { statuses: valuesOf("EventStatus"), certainties: ["DAY", "APPROXIMATE", "OPEN_ENDED", "UNDATED"] },
  recommendations: { statuses: STATUSES, assessed: ["NOT_ASSESSED", ...STATUSES], closures: valuesOf("Closure") },
};

/** With the codes of closed vocabularies that no record has, in the vocabulary's order, after those that some have. */
export function withZeros(
  counts: readonly Count[],
  facet: Facet,
  { list, partnerCodes }: { readonly list: ListName; readonly partnerCodes: readonly string[] },
): readonly Count[] {
  const closed: Partial<Readonly<Record<Facet, readonly string[]>>> = {
    themes: THEME_CODES,
    partners: partnerCodes,
    criteria: CRITERION_CODES,
    kinds: KINDS[list],
    ...OF_LIST[list],
  };
  const found = new Set(counts.map(({ code }) => code));
  const missing = (closed[facet] ?? []).filter((code) => !found.has(code));
  return [...counts, ...missing.map((code) => ({ code, count: 0 }))];
}

function valuesOf(name: string): readonly string[] {
  const type = contractSchema.getType(name);
  if (!isEnumType(type)) throw new Error(`Expected ${name} in contract.graphql to be an enumeration.`);
  return type.getValues().map((value) => value.name);
}
