import { RECORD_KINDS } from "@segpol/schema";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { derivedHubFields } from "../../../composition/projection/contract-model.js";
import { type RecordDetails, wantsDetails } from "../../details/record-details.js";
import { CARD_FIELDS, listedColumns, type ListedColumn, type RecordTable } from "../../record/record-columns.js";

/** A record as the catalogue answers it. */
export interface RecordRow extends Pick<Selectable<RecordTable>, ListedColumn> {
  /** What its owner answers beside what the catalogue does. Undefined: it was not asked. */
  readonly details?: RecordDetails;
}

/** The keys of `card_texts` by the fields that are answered from them; an observation's texts have keys of their own. */
const TEXTS_BY_FIELD: Readonly<Record<string, string>> = { title: "title", summary: "summary", date: "date.text" };

/** Fields that are answered from a record's facts. */
const FACT_FIELDS = ["nextDue", "nextReviewOn"];

/** The fields from which others follow, by the names of these. */
const SOURCES: ReadonlyMap<string, string> = new Map(
  RECORD_KINDS.flatMap((kind) => derivedHubFields(kind).map(({ name, from }) => [name, from] as const)),
);

/** What tells which version of a record is meant, and all of it that the same digest can have in several ways. */
const NAMING_COLUMNS = ["id", "digest", "version", "visibility", "updated_at"] as const;

/** A record that a statement has named for its reader, to be completed by `KeptRecords`. */
export type NamedRow = Pick<Selectable<RecordTable>, (typeof NAMING_COLUMNS)[number]>;

/**
 * The columns of a {@link RecordRow}, of `record r`, the large ones with no more than these fields are answered from: long texts are not
 * read for lists of titles. Where details are asked, those of a {@link NamedRow}.
 */
export function recordColumnsFor(askedFields: ReadonlySet<string>): RawBuilder<unknown> {
  const fields = withSources(askedFields);
  if (wantsDetails(fields)) return sql.join(NAMING_COLUMNS.map((column) => sql.ref(`r.${column}`)));
  const texts = asked(Object.keys(TEXTS_BY_FIELD), fields).flatMap((name) => TEXTS_BY_FIELD[name] ?? []);
  const large: Readonly<Record<string, RawBuilder<unknown>>> = {
    ...(asked(FACT_FIELDS, fields).length === 0 && { facts: sql`'{}'::jsonb as facts` }),
    card: sql`${onlyKeys(sql`r.card`, asked(CARD_FIELDS, fields))} as card`,
    // A text that is not there is no text of null.
    ...(!fields.has("latest") && {
      card_texts: sql`jsonb_strip_nulls(${onlyKeys(sql`r.card_texts`, texts)}) as card_texts`,
    }),
  };
  return sql.join(listedColumns.map((column) => large[column] ?? sql.ref(`r.${column}`)));
}

/** Equal for fields that take the same columns. */
export function columnsKey(askedFields: ReadonlySet<string>): string {
  const fields = withSources(askedFields);
  if (wantsDetails(fields)) return "details";
  return asked([...CARD_FIELDS, ...FACT_FIELDS, ...Object.keys(TEXTS_BY_FIELD)], fields).join(" ");
}

function withSources(fields: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...fields].flatMap((name) => [name, SOURCES.get(name) ?? name]));
}

function asked(names: readonly string[], fields: ReadonlySet<string>): string[] {
  return names.filter((name) => fields.has(name));
}

function onlyKeys(value: RawBuilder<unknown>, keys: readonly string[]): RawBuilder<unknown> {
  if (keys.length === 0) return sql`'{}'::jsonb`;
  return sql`jsonb_build_object(${sql.join(keys.map((key) => sql`${key}::text, ${value} -> ${key}::text`))})`;
}
