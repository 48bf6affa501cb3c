import type { I18n, MessageDescriptor } from "@lingui/core";
import { type Punctuation, punctuationIn } from "@segpol/page-base/language";
import { askAll, type Page } from "../graph/ask-all.js";
import type { Answer, LoaderArgs } from "../graph/ask.js";
import type { ExportFrameFragment } from "../generated/operations.js";
import type { GraphDocument } from "../graph/document.js";

/** A list is exported whole or not at all; longer ones are for programs, which page through the graph. */
export const MAX_ROWS = 10_000;

export type CellValue = string | number | null | undefined;

/** Puts labels of enumerations and of columns into the file's language. */
export type Words = (label: MessageDescriptor) => string;

export interface Column<Row> {
  readonly heading: MessageDescriptor | ((words: Words, punctuation: Punctuation) => string);
  readonly value: (row: Row, words: Words, punctuation: Punctuation) => CellValue;
}

/** A list as it was read, ready to be written. */
export interface ReadList extends Pick<Answer<unknown>, "problems" | "requestId"> {
  readonly asOf: string;
  /** Of the partners whose data the rows are; of a list without rows, of all. */
  readonly licences: readonly LicenceOfPartners[];
  /** What chose the rows, as the graph was asked. */
  readonly filter: object;
  readonly totalCount: number;
  /** As the graph gave them. */
  readonly rows: readonly object[];
  /** Headings first. */
  readonly cells: (i18n: I18n) => readonly (readonly CellValue[])[];
}

/** Partners that give their data under one licence. */
export interface LicenceOfPartners {
  /** Their acronyms. */
  readonly partners: readonly string[];
  /** Its address; null: they state none. */
  readonly licence: string | null;
}

export interface ExportableList {
  readonly title: MessageDescriptor;
  readonly read: (
    args: Pick<LoaderArgs, "request" | "params" | "context">,
    search: URLSearchParams,
  ) => Promise<ReadList>;
}

interface ListDefinition<Data, Variables, Row> {
  readonly title: MessageDescriptor;
  readonly document: GraphDocument<Data, Variables>;
  readonly variables: (search: URLSearchParams) => Variables;
  readonly pageOf: (data: Data) => Page<Row>;
  /** Of rows that pages of the graph do not have in their order. */
  readonly order?: (a: Row, b: Row) => number;
  readonly columns: readonly Column<Row>[];
  /** Code of the partner whose data a row is; undefined: no one's alone. Left out: every partner's. */
  readonly ownerOf?: (row: Row, search: URLSearchParams) => string | undefined;
  /** Of a list that the graph does not filter: what the address chooses, and which rows pass. */
  readonly choose?: (search: URLSearchParams) => { readonly filter: object; readonly passes: (row: Row) => boolean };
}

/** What lists are asked by: a filter, a record's id, or a day. */
interface ListVariables {
  readonly id?: string;
  readonly from?: string;
  readonly filter?: object | null | undefined;
  readonly after?: string | null | undefined;
}

/** A list that can be had as a file: its query, how the address filters it, and its columns. */
export function defineList<Data extends ExportFrameFragment, Variables extends ListVariables, Row extends object>(
  definition: ListDefinition<Data, Variables, Row>,
): ExportableList {
  const { title, document, pageOf, columns, choose, order, ownerOf } = definition;
  return {
    title,
    async read(args, search) {
      const variables = definition.variables(search);
      const whole = await askAll(args, { document, variables, pageOf, atMost: MAX_ROWS });
      const chosen = choose?.(search);
      const passing = chosen ? whole.rows.filter(chosen.passes) : whole.rows;
      const rows = order ? passing.toSorted(order) : passing;
      return {
        asOf: whole.data.overview.asOf,
        licences: licencesOf(whole.data.partners, ownerOf && new Set(rows.map((row) => ownerOf(row, search)))),
        filter: chosen?.filter ?? variables.filter ?? {},
        totalCount: whole.totalCount,
        problems: whole.problems,
        requestId: whole.requestId,
        rows,
        cells(i18n) {
          const words: Words = (label) => i18n._(label);
          const punctuation = punctuationIn(i18n.locale);
          return [
            columns.map(({ heading }) =>
              typeof heading === "function" ? heading(words, punctuation) : words(heading),
            ),
            ...rows.map((row) => columns.map(({ value }) => value(row, words, punctuation))),
          ];
        },
      };
    },
  };
}

function licencesOf(
  partners: ExportFrameFragment["partners"],
  owners: ReadonlySet<string | undefined> | undefined,
): readonly LicenceOfPartners[] {
  const named = partners.filter(({ code }) => owners === undefined || owners.size === 0 || owners.has(code));
  return [...Map.groupBy(named, ({ licence }) => licence ?? null)].map(([licence, all]) => ({
    partners: all.map(({ acronym }) => acronym),
    licence,
  }));
}

/** What the graph gives at once, as a page of a list. */
export function onePage<Row>(nodes: readonly Row[]): Page<Row> {
  return { totalCount: nodes.length, nodes, pageInfo: { hasNextPage: false } };
}
