import type { Language, RecordKind } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import { DEFAULT_PAGE } from "@segpol/server";
import type { CodeFilter } from "./codes.js";
import { type Cursor, decodeCursor } from "./cursor.js";
import { allConditions, type FilterBasis, type FilterInput, readFilter } from "./filters.js";
import { type Order, type OrderName, readOrder } from "./orders.js";
import { columnsKey } from "../index/record-row.js";
import { shown, userError } from "../../../base/user-error.js";

/** A list of one kind of record, or of all. The names are those of Query's fields. */
export type ListName = "records" | "events" | "publications" | "recommendations" | "legitimacyIndicators";

/** Which page of a connection is asked. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Arguments of a connection of records. */
export interface ListArguments extends PageArguments {
  readonly filter?: FilterInput | null;
  readonly orderBy?: OrderName | null;
}

/** Which records a list is about, beside its filter: one for each of many parents, whose keys are asked together. */
export type Scope =
  | { readonly by: "everything" }
  | { readonly by: "theme" | "partner" | "criterion" }
  /** Records that the parent links to by the one relations, or that link to it by the others. */
  | { readonly by: "links"; readonly outgoing: readonly string[]; readonly incoming: readonly string[] };

/** A list to be read: the same for every parent of a field. */
export interface ListQuery {
  readonly list: ListName;
  readonly scope: Scope;
  /** All that makes a record belong to the list, but for the scope and who is looking. */
  readonly conditions: readonly RawBuilder<boolean>[];
  /** The same, beside the search. */
  readonly plainConditions: readonly RawBuilder<boolean>[];
  /** The same, to be counted by. */
  readonly countConditions: readonly RawBuilder<boolean>[];
  /** Whether the tally tells these records apart from others. */
  readonly isCounted: boolean;
  /** The filter, where the tally of codes counts these records. */
  readonly byCode: CodeFilter | undefined;
  readonly order: Order;
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: Cursor | undefined;
  /** Partners asked for by the filter; undefined: all. */
  readonly partners: readonly string[] | undefined;
  /** Fields that are asked of the records; records may have more. */
  readonly fields: ReadonlySet<string>;
  /** Equal for equal queries. */
  readonly identity: string;
}

export const LIST_KINDS: Readonly<Record<ListName, RecordKind | undefined>> = {
  records: undefined,
  events: "Event",
  publications: "Publication",
  recommendations: "Recommendation",
  legitimacyIndicators: "LegitimacyIndicator",
};

/** The order of a list without `orderBy` and without a text to rank by. */
const DEFAULT_ORDERS: Readonly<Record<ListName, OrderName>> = {
  records: "TITLE",
  events: "DATE",
  publications: "TITLE",
  recommendations: "REF",
  legitimacyIndicators: "TITLE",
};

/** Entries of a page at most. */
export const MAX_SIZE = 100;

export interface ListBasis extends FilterBasis {
  readonly languages: readonly Language[];
}

/** Which list is asked, and which fields of its records. */
export interface AskedList {
  readonly list: ListName;
  readonly scope: Scope;
  readonly fields: ReadonlySet<string>;
}

/** Holds a list's arguments to what is allowed. @throws GraphQLError with BAD_USER_INPUT */
export function readListQuery({ list, scope, fields }: AskedList, args: ListArguments, basis: ListBasis): ListQuery {
  const { backwards, size, argument, text } = readPage(args);
  const filter = readFilter(args.filter, basis);
  const name = args.orderBy ?? (filter.query ? "RELEVANCE" : DEFAULT_ORDERS[list]);
  const orderAfter = (cursor?: Cursor): Order =>
    readOrder(name, { languages: basis.languages, text: args.filter?.text, query: filter.query }, cursor);
  const types = orderAfter().keys.map(({ type }) => type);
  const cursor = text === undefined ? undefined : decodeCursor(argument, text, { list, order: name, types });
  const order = orderAfter(cursor);
  if (cursor && name !== "TITLE" && cursor.basis !== order.basis) {
    throw userError(
      `Expected ${argument} to be a cursor of the same search; got one of another: start without a cursor.`,
    );
  }
  const kind = LIST_KINDS[list];
  const ofKind = kind ? [sql<boolean>`r.kind = ${kind}`] : [];
  return {
    list,
    scope,
    conditions: [...ofKind, ...allConditions(filter)],
    plainConditions: [...ofKind, ...filter.conditions],
    // PostgreSQL does not know what it takes to read the words of a row: not knowing how many rows have them, it goes by the index of words.
    countConditions: [...ofKind, ...allConditions({ ...filter, query: filter.query && sql`(select ${filter.query})` })],
    byCode: filter.byCode && { ...filter.byCode, conditions: [...ofKind, ...filter.byCode.conditions] },
    isCounted: filter.isCounted && ["everything", "theme", "partner"].includes(scope.by),
    order,
    size,
    backwards,
    cursor,
    partners: args.filter?.partners ?? undefined,
    fields,
    identity: JSON.stringify([
      list,
      scope,
      args.filter ?? null,
      name,
      order.basis,
      size,
      backwards,
      text ?? null,
      columnsKey(fields),
    ]),
  };
}

interface Page {
  readonly backwards: boolean;
  readonly size: number;
  /** The cursor as given, and the argument that gave it. */
  readonly argument: "after" | "before";
  readonly text: string | undefined;
}

/** @throws GraphQLError with BAD_USER_INPUT */
export function readPage({ first, last, after, before }: PageArguments): Page {
  const isGiven = (value: unknown): boolean => value !== null && value !== undefined;
  if (isGiven(first) && isGiven(last))
    throw userError(`Expected first or last; got both, ${first} and ${last}: leave one out.`);
  if (isGiven(after) && isGiven(before)) throw userError("Expected after or before; got both: leave one out.");
  if (isGiven(first) && isGiven(before))
    throw userError("Expected first with after; got it with before: use last, or after.");
  if (isGiven(last) && isGiven(after))
    throw userError("Expected last with before; got it with after: use first, or before.");
  const backwards = isGiven(last) || isGiven(before);
  const size = readSize(backwards ? "last" : "first", first ?? last);
  return { backwards, size, argument: backwards ? "before" : "after", text: (backwards ? before : after) ?? undefined };
}

/** How many a page may have. @throws GraphQLError with BAD_USER_INPUT */
export function readSize(argument: "first" | "last", asked: number | null | undefined): number {
  const size = asked ?? DEFAULT_PAGE;
  if (size >= 1 && size <= MAX_SIZE) return size;
  throw userError(`Expected ${argument} from 1 to ${MAX_SIZE}; got ${shown(size)}.`);
}
