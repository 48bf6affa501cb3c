import { isLanguage, type Language } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { Cursor, KeyType } from "./cursor.js";
import { DUE_DAY } from "./filters.js";
import { type Ranking, relevanceOrder } from "./relevance.js";

/** One of the values that a list is sorted by, over a listing `r`. The record's id comes last of all, ascending. */
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
  /** Of RELEVANCE: what hits are ranked by, and where the ranked ones end. */
  readonly ranking?: Ranking;
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

/** Characters of a text that it is sorted by: an index takes no more than some kilobytes. */
const SORTED_LENGTH = 200;
/** The title in a language, else the original. */
const TITLES: Readonly<Record<Language, RawBuilder<unknown>>> = {
  NL: sql`coalesce(r.title_nl, r.title_original)`,
  FR: sql`coalesce(r.title_fr, r.title_original)`,
  DE: sql`coalesce(r.title_de, r.title_original)`,
  EN: sql`coalesce(r.title_en, r.title_original)`,
};
const beginning = (text: RawBuilder<unknown>): RawBuilder<unknown> => sql`left(${text}, ${sql.lit(SORTED_LENGTH)})`;

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

const ID_KEY: SortKey = ascending("text", sql`r.id`);

/** Natural order of the source's numbers, R2 before R10; records without one last. */
const REF_KEYS: readonly SortKey[] = [
  ascending("flag", sql`(r.ref is null)`),
  ascending("text", beginning(sql`coalesce(r.ref, '')`)),
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
  DUE: [ascending("day", DUE_DAY)],
  // The least progressed first.
  PROGRESS: [ascending("number", sql`r.progress_rank`), ...REF_KEYS],
};

export function readOrder(name: OrderName, { languages, text, query }: OrderBasis, cursor?: Cursor): Order {
  if (name === "TITLE") return titleOrder(languages, cursor);
  if (name === "RELEVANCE") return relevanceOrder(text, query, cursor);
  return { name, basis: "", keys: FIXED_ORDERS[name] };
}

/** By the first language alone, so that an index serves; titles go on in the language that the first page was sorted by. */
function titleOrder(languages: readonly Language[], cursor: Cursor | undefined): Order {
  const [language] = cursor ? cursor.basis.split(",").filter((each) => isLanguage(each)) : languages;
  const title = language ? TITLES[language] : sql`r.title_original`;
  return { name: "TITLE", basis: language ?? "", keys: [ascending("text", beginning(title))] };
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

/** Records that come after a place in the list; backwards: before it. `inclusive`: the one that stands there as well. */
export function keysetAfter(
  { keys }: Pick<Order, "keys">,
  place: { key: readonly string[]; id: string },
  { backwards, inclusive = false }: { readonly backwards: boolean; readonly inclusive?: boolean },
): RawBuilder<boolean> {
  const all = [...keys, ID_KEY].map((key, index) => ({
    ...key,
    value: sql`${place.key[index] ?? place.id}${CASTS[key.type]}`,
    isRising: key.descending === backwards,
  }));
  const direction = all.every(({ isRising }) => isRising) ? ">" : all.some(({ isRising }) => isRising) ? null : "<";
  const expressions = sql.join(all.map(({ expression }) => expression));
  const values = sql.join(all.map(({ value }) => value));
  // One comparison of rows, of which an index finds the place by itself.
  if (direction) return sql<boolean>`((${expressions}) ${sql.raw(direction + (inclusive ? "=" : ""))} (${values}))`;
  const alternatives = all.map(({ expression, value, isRising }, index) => {
    const equal = all.slice(0, index).map((earlier) => sql`${earlier.expression} = ${earlier.value}`);
    const isLast = inclusive && index === all.length - 1;
    const further = sql`${expression} ${sql.raw((isRising ? ">" : "<") + (isLast ? "=" : ""))} ${value}`;
    return sql`(${sql.join([...equal, further], sql` and `)})`;
  });
  const [first] = all;
  // Implied by the alternatives; an index finds the place by it.
  const bound = first && sql`${first.expression} ${sql.raw(first.isRising ? ">=" : "<=")} ${first.value}`;
  return sql<boolean>`(${bound ?? sql`true`} and (${sql.join(alternatives, sql` or `)}))`;
}
