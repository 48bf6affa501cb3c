import { createHash } from "node:crypto";
import type { Language } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { KeyType } from "./cursor.js";
import { userError } from "../../../base/user-error.js";

/** One of the values that a list is sorted by, over `record r`. The record's id comes last of all, ascending. */
export interface SortKey {
  readonly expression: RawBuilder<unknown>;
  readonly type: KeyType;
  readonly descending: boolean;
}

export interface Order {
  readonly name: string;
  /** What the order depends on beside the records. */
  readonly basis: string;
  readonly keys: readonly SortKey[];
}

/** What an order may need to know. */
export interface OrderBasis {
  /** Languages in which titles are read, the most wanted first; none: the original. */
  readonly languages: readonly Language[];
  /** What is searched for: the typed text, and as a tsquery. */
  readonly text: string | null | undefined;
  readonly query: RawBuilder<unknown> | undefined;
}

export type OrderName = "RELEVANCE" | "DATE" | "DATE_DESC" | "TITLE" | "UPDATED_DESC" | "REF" | "DUE" | "PROGRESS";

const TITLE_COLUMNS: Readonly<Record<Language, RawBuilder<unknown>>> = {
  NL: sql`r.title_nl`,
  FR: sql`r.title_fr`,
  DE: sql`r.title_de`,
  EN: sql`r.title_en`,
};

const ascending = (type: KeyType, expression: RawBuilder<unknown>): SortKey => ({
  type,
  expression,
  descending: false,
});
const descending = (type: KeyType, expression: RawBuilder<unknown>): SortKey => ({
  type,
  expression,
  descending: true,
});

/** Natural order of the source's numbers, R2 before R10; records without one last. */
const REF_KEYS: readonly SortKey[] = [
  ascending("flag", sql`(r.ref is null)`),
  ascending("text", sql`coalesce(r.ref, '')`),
];

const FIXED_ORDERS: Readonly<Record<Exclude<OrderName, "RELEVANCE" | "TITLE">, readonly SortKey[]>> = {
  // Open ended events after those that end; events without a date last, in both directions.
  DATE: [
    ascending("day", sql`coalesce(r.date_earliest, 'infinity'::date)`),
    ascending("day", sql`coalesce(r.date_latest, 'infinity'::date)`),
  ],
  DATE_DESC: [
    descending("day", sql`coalesce(r.date_earliest, '-infinity'::date)`),
    descending("day", sql`coalesce(r.date_latest, 'infinity'::date)`),
  ],
  UPDATED_DESC: [descending("instant", sql`r.updated_at`)],
  REF: REF_KEYS,
  DUE: [ascending("day", sql`coalesce(r.due_on, 'infinity'::date)`)],
  // The least progressed first.
  PROGRESS: [ascending("number", sql`r.progress_rank`), ...REF_KEYS],
};

export function readOrder(name: OrderName, { languages, text, query }: OrderBasis): Order {
  if (name === "TITLE") {
    const columns = languages.map((language) => TITLE_COLUMNS[language]);
    const title = sql`coalesce(${sql.join([...columns, sql`r.title_original`])})`;
    return { name, basis: languages.join(","), keys: [ascending("text", title)] };
  }
  if (name !== "RELEVANCE") return { name, basis: "", keys: FIXED_ORDERS[name] };
  if (!query) throw userError("Expected filter.text with orderBy RELEVANCE; got none: give a text, or another order.");
  const searched = createHash("sha256")
    .update((text ?? "").trim())
    .digest("base64url")
    .slice(0, 12);
  // Divided by the logarithm of the length: a short record about the words comes before a long one that mentions them.
  return { name, basis: searched, keys: [descending("number", sql`ts_rank(r.search, ${query}, 1)::float8`)] };
}

/** The keys' values as texts, which cursors carry. */
export function keyTexts(order: Order): RawBuilder<string[]> {
  const texts = order.keys.map(({ expression, type }) => {
    if (type === "instant") return sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    return type === "text" ? expression : sql`(${expression})::text`;
  });
  return sql<string[]>`array[${sql.join(texts)}]::text[]`;
}

/** `order by`; backwards for a page that ends before a cursor. */
export function sortBy(order: Order, backwards: boolean): RawBuilder<unknown> {
  const direction = (isDescending: boolean): RawBuilder<unknown> => (isDescending === backwards ? sql`asc` : sql`desc`);
  return sql.join([
    ...order.keys.map((key) => sql`${key.expression} ${direction(key.descending)}`),
    sql`r.id ${direction(false)}`,
  ]);
}

const CASTS: Readonly<Record<KeyType, RawBuilder<unknown>>> = {
  day: sql`::date`,
  instant: sql`::timestamptz`,
  number: sql`::float8`,
  flag: sql`::boolean`,
  text: sql`::text`,
};

/** Records that come after a place in the list; backwards: before it. */
export function keysetAfter(
  order: Order,
  place: { key: readonly string[]; id: string },
  backwards: boolean,
): RawBuilder<boolean> {
  const idKey: SortKey = ascending("text", sql`r.id`);
  const keys = [...order.keys, idKey].map((key, index) => ({
    ...key,
    value: sql`${place.key[index] ?? place.id}${CASTS[key.type]}`,
  }));
  const alternatives = keys.map(({ expression, value, descending }, index) => {
    const equal = keys.slice(0, index).map((earlier) => sql`${earlier.expression} = ${earlier.value}`);
    const further = sql`${expression} ${descending === backwards ? sql`>` : sql`<`} ${value}`;
    return sql`(${sql.join([...equal, further], sql` and `)})`;
  });
  return sql<boolean>`(${sql.join(alternatives, sql` or `)})`;
}
