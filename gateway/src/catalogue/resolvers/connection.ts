import type { Language } from "@segpol/schema";
import type { GraphQLResolveInfo } from "graphql";
import type { CatalogueContext, CatalogueRequest } from "../read/catalogue-request.js";
import { type ListArguments, type ListName, readListQuery, type Scope } from "../read/lists/list-query.js";
import { type Count, type Facet, FACETS, OWN_CHOICES, withZeros } from "../read/lists/facets.js";
import type { FilterInput } from "../read/lists/filters.js";
import type { Excerpt } from "../read/lists/excerpts.js";
import { NO_PARENT } from "../read/lists/lists.js";
import type { Page } from "../read/lists/pages.js";
import type { RecordRow } from "../read/index/record-row.js";
import type { SourceStatus } from "../read/sources.js";
import type { CountedCode } from "./labels.js";
import type { TextArguments } from "./types.js";

/** A connection whose parts are read when they are asked, and not otherwise. */
export interface Connection {
  nodes(): Promise<RecordRow[]>;
  edges(): Promise<{ cursor: string; node: RecordRow; excerpt: (args: TextArguments) => Promise<Excerpt | null> }[]>;
  pageInfo(): PageInfo;
  totalCount(): Promise<number>;
  facets(args: FacetsArguments, context: CatalogueContext, info: GraphQLResolveInfo): Promise<object>;
  sources(): Promise<readonly SourceStatus[]>;
}

interface PageInfo {
  hasNextPage(): Promise<boolean>;
  hasPreviousPage(): Promise<boolean>;
  startCursor(): Promise<string | null>;
  endCursor(): Promise<string | null>;
}

interface FacetsArguments {
  readonly withoutOwnChoice: boolean;
}

/** Which records a connection has. */
export interface ConnectionOf {
  readonly list: ListName;
  /** Default: everything. */
  readonly scope?: Scope;
  /** The key of the parent that they belong to. Default: none. */
  readonly parent?: string;
}

/** The records of a list that belong to a parent. @throws GraphQLError with BAD_USER_INPUT */
export function connection(
  request: CatalogueRequest,
  { list, scope = { by: "everything" }, parent = NO_PARENT }: ConnectionOf,
  args: ListArguments,
  info: GraphQLResolveInfo,
): Connection {
  const query = readListQuery({ list, scope, fields: request.selected.below(info) }, args, request.listBasis);
  const page = async (): Promise<Page> => await request.lists.page(query, parent);
  const goesOn = async (): Promise<boolean> => (await page()).goesOn;
  const hasEarlier = async (): Promise<boolean> => await request.lists.hasEarlier(query, parent);
  return {
    nodes: async () => (await page()).entries.map(({ row }) => row),
    edges: async () =>
      (await page()).entries.map(({ row, cursor }) => ({
        cursor,
        node: row,
        excerpt: async ({ lang }: TextArguments) => await excerptOf(request, row, args.filter?.text, lang),
      })),
    pageInfo: () => ({
      hasNextPage: query.backwards ? hasEarlier : goesOn,
      hasPreviousPage: query.backwards ? goesOn : hasEarlier,
      startCursor: async () => (await page()).entries.at(0)?.cursor ?? null,
      endCursor: async () => (await page()).entries.at(-1)?.cursor ?? null,
    }),
    totalCount: async () => await request.lists.total(query, parent),
    facets: async ({ withoutOwnChoice }, _context, facetsInfo) => {
      const selected = request.selected.below(facetsInfo);
      const asked = FACETS.filter((facet) => selected.has(facet));
      if (!withoutOwnChoice) {
        const found = await request.lists.facets(query, parent, asked);
        return Object.fromEntries(asked.map((facet) => [facet, named(facet, found[facet] ?? [])]));
      }
      const partnerCodes = await request.partnerCodes();
      const filters = asked.map((facet) => ({ facet, filter: withoutChoice(args.filter ?? {}, facet) }));
      // Facets in whose codes nothing is chosen are counted together.
      const read = [...Map.groupBy(filters, ({ filter }) => JSON.stringify(filter)).values()].map(async (equal) => {
        const facets = equal.map(({ facet }) => facet);
        const other = { filter: equal[0]?.filter ?? null };
        const found = await request.lists.facets(
          readListQuery({ list, scope, fields: new Set() }, other, request.listBasis),
          parent,
          facets,
        );
        return facets.map((facet) => {
          const counts = withZeros(found[facet] ?? [], facet, { list, partnerCodes });
          return [facet, named(facet, counts)] as const;
        });
      });
      return Object.fromEntries((await Promise.all(read)).flat());
    },
    sources: async () => await request.sources(scope.by === "partner" ? [parent] : query.partners),
  };
}

/** Where the words that a list was searched for stand in a record. */
async function excerptOf(
  { excerpts, languages }: CatalogueRequest,
  { id }: RecordRow,
  text: string | null | undefined,
  lang: Language | null | undefined,
): Promise<Excerpt | null> {
  if (text == null || text.trim() === "") return null;
  return await excerpts.of(id, text, lang ? [lang, ...languages] : languages);
}

/** With what each code is one of, by which its label is found. */
function named(of: Facet, counts: readonly Count[]): readonly (Count & CountedCode)[] {
  return counts.map((count) => ({ ...count, of }));
}

/** A filter that lets pass what it would if nothing were chosen among the codes of a facet. */
function withoutChoice(filter: FilterInput, facet: Facet): FilterInput {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !OWN_CHOICES[facet].some((own) => own === name)));
}
