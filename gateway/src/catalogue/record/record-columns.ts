import { type Language, RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { type ColumnType, type InsertType, type RawBuilder, sql } from "kysely";
import { isJsonObject, type Json, jsonList, type JsonObject } from "../../base/json.js";
import type { TextsByField } from "./harvested-record.js";
import type { PreparedRecord } from "./prepare-record.js";
import { type RecordFacts, recordFacts } from "./record-facts.js";

/** What a row of `record` is made of. */
export interface RowInput {
  readonly record: PreparedRecord;
  /** Number of the version, for an owner that does not count by itself. */
  readonly version: number;
  /** Instant of the version at the hub: the owner's own is not later. */
  readonly updatedAt: Date;
  /** The copy of the partner's data that the record was read from. */
  readonly epoch: string;
}

/** A column of `record`; the type that kysely has for it is `T`. */
interface Column<T> {
  /** Fields of the contract that it holds, by kind; a path leads into a value: progress.claimed. */
  readonly fields?: FieldsByKind;
  /** What is written; absent: the database generates it. */
  readonly value?: (input: RowInput) => InsertType<T>;
  /** What is left of it in the versions of a record whose owner has it erased; absent: all. */
  readonly erased?: RawBuilder<unknown>;
  /** Lists read it; see RecordRow. Default: false. */
  readonly isListed?: boolean;
  /** Versions keep it. Default: true. */
  readonly isVersioned?: boolean;
  /** Carries the type, and is never there. */
  readonly type?: T;
}

type FieldsByKind = Partial<Readonly<Record<RecordKind, readonly string[]>>>;

/** jsonb: written as JSON text, since the driver takes an array for one of PostgreSQL's. */
export type Jsonb<T> = ColumnType<T, string, string>;
/** An instant, to the millisecond. */
export type Instant = ColumnType<Date, string, string>;

/** Implementation statuses, the least first. */
export const IMPLEMENTATION_STATUSES = ["NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"] as const;

/** Fields that the catalogue answers from the card. */
export const CARD_FIELDS: readonly string[] = [
  "url",
  "date",
  "place",
  "attendance",
  "organisers",
  "progress",
  "criterion",
  "unit",
  "direction",
  "latest",
];

const NOTHING = sql`null`;
const EMPTY = sql`''`;
const EMPTY_JSON = sql`'{}'`;
const EMPTY_LIST = sql`'{}'`;

const column =
  <T>() =>
  <const Definition extends Column<T>>(definition: Definition): Definition & { readonly type?: T } =>
    definition;

/**
 * The columns of `record`, each with what it is filled from: their types, the rows that are written, what a version copies and what lists
 * read all come from here. A test holds them to the migrated tables and to contract.graphql.
 */
export const recordColumns = {
  id: column<string>()({ fields: ofAll("id"), value: ({ record }) => record.id, isListed: true }),
  partner: column<string>()({ fields: ofAll("partner"), value: ({ record }) => record.partner, isListed: true }),
  kind: column<RecordKind>()({ value: ({ record }) => record.kind, isListed: true }),
  type_name: column<string>()({ value: ({ record }) => record.typeName, isListed: true }),
  visibility: column<string>()({
    fields: ofAll("visibility"),
    value: ({ record }) => text(record.content["visibility"]) ?? "PUBLIC",
    isListed: true,
  }),
  languages: column<Language[]>()({
    fields: ofAll("languages"),
    value: ({ record }) => [...record.languages],
    erased: EMPTY_LIST,
    isListed: true,
  }),
  themes: column<string[]>()({
    fields: ofAll("themes"),
    value: ({ record }) => codes(record.content["themes"]),
    erased: EMPTY_LIST,
    isListed: true,
  }),
  /** With an indicator's own criterion, first. */
  criteria: column<string[]>()({
    fields: ofAll("criteria"),
    value: ({ record }) => criteriaOf(record.content),
    erased: EMPTY_LIST,
    isListed: true,
  }),
  title_original: column<string>()({ value: ({ record: { title } }) => title[title.original] ?? "", erased: EMPTY }),
  title_nl: title("NL"),
  title_fr: title("FR"),
  title_de: title("DE"),
  title_en: title("EN"),
  category: listed(fieldText({ Event: "kind", Publication: "type", Recommendation: "kind" })),
  /** Of a recommendation: the claimed one. */
  status: listed(fieldText({ Event: "status", Recommendation: "progress.claimed" }, { Recommendation: "NO_EVIDENCE" })),
  date_earliest: fieldText({ Event: "date.earliest", Publication: "date.earliest" }),
  /** Null with an earliest day: open ended. */
  date_latest: fieldText({ Event: "date.latest", Publication: "date.latest" }),
  ref: listed(fieldText({ Recommendation: "ref" })),
  due_on: listed(fieldText({ Recommendation: "dueOn" })),
  assessed: listed(fieldText({ Recommendation: "progress.assessed" })),
  closure: listed(fieldText({ Recommendation: "progress.closure" }, { Recommendation: "OPEN" })),
  /** The claimed status as a number, the least first. */
  progress_rank: ofKind("Recommendation", ["progress.claimed"], (content): number => {
    const claimed = textAt(content, "progress.claimed") ?? "NO_EVIDENCE";
    return IMPLEMENTATION_STATUSES.findIndex((status) => status === claimed);
  }),
  territory: listed(fieldText({ LegitimacyIndicator: "territory" })),
  /** What lists filter and count by, and show, that is in no field of its own. */
  facts: column<Jsonb<RecordFacts>>()({
    value: ({ record }) => JSON.stringify(recordFacts(record)),
    erased: EMPTY_JSON,
    isListed: true,
  }),
  /** What the catalogue answers beside the columns: date, place, organisers, latest ... */
  card: column<Jsonb<JsonObject>>()({
    value: ({ record: { content } }) =>
      JSON.stringify(Object.fromEntries(CARD_FIELDS.map((name) => [name, content[name] ?? null]))),
    erased: EMPTY_JSON,
    isListed: true,
  }),
  /** The texts that the catalogue answers itself: of the title, the summary and what is on the card. */
  card_texts: column<Jsonb<TextsByField>>()({
    fields: ofAll("title", "summary"),
    value: ({ record }) => JSON.stringify(cardTexts(record.texts)),
    erased: EMPTY_JSON,
    isListed: true,
  }),
  /** Every standard field as harvested. */
  content: column<Jsonb<JsonObject>>()({
    value: ({ record }) => JSON.stringify(record.content),
    erased: EMPTY_JSON,
  }),
  /** Every text as harvested. */
  texts: column<Jsonb<TextsByField>>()({ value: ({ record }) => JSON.stringify(record.texts), erased: EMPTY_JSON }),
  /** Words without a language to be found by: place, reference, speakers. */
  words: column<string>()({ value: ({ record }) => record.words, erased: EMPTY }),
  search: column<ColumnType<string, never, never>>()({ erased: NOTHING }),
  version: column<number>()({
    fields: ofAll("version"),
    value: ({ record, version }) => {
      const counted = record.content["version"];
      return typeof counted === "number" ? counted : version;
    },
    isListed: true,
  }),
  updated_at: column<Instant>()({
    fields: ofAll("updatedAt"),
    value: ({ record, updatedAt }) => notLater(text(record.content["updatedAt"]), updatedAt).toISOString(),
    isListed: true,
  }),
  /** Of all that was harvested: tells a change from a repetition. */
  digest: column<string>()({ value: ({ record }) => record.digest, erased: EMPTY }),
  epoch: column<string>()({ value: ({ epoch }) => epoch, isVersioned: false }),
};

type Columns = typeof recordColumns;
type TypeOf<C> = C extends { readonly type?: infer T } ? T : never;
/** Names of the columns of which a property is this. */
type NamesWith<Property extends string, Value> = {
  [Name in keyof Columns]: Columns[Name] extends Readonly<Record<Property, Value>> ? Name : never;
}[keyof Columns];

export type RecordTable = { [Name in keyof Columns]: TypeOf<Columns[Name]> };
export type ListedColumn = NamesWith<"isListed", true>;
export type UnversionedColumn = NamesWith<"isVersioned", false>;

const entries: readonly (readonly [string, Column<unknown>])[] = Object.entries(recordColumns);

/** Names of the columns that are written. */
export const writtenColumns: readonly string[] = entries.filter(([, { value }]) => value).map(([name]) => name);
/** Names of the columns that lists read. */
export const listedColumns: readonly string[] = entries.filter(([, { isListed }]) => isListed).map(([name]) => name);
/** Names of the columns that a version keeps. */
export const versionedColumns: readonly string[] = entries
  .filter(([, { isVersioned = true }]) => isVersioned)
  .map(([name]) => name);
/** What the versions of a record say once it is erased. */
export const erasedColumns: readonly (readonly [name: string, left: RawBuilder<unknown>])[] = entries.flatMap(
  ([name, { erased }]) => (erased ? [[name, erased] as const] : []),
);
/** Fields of the contract by the columns that hold them. */
export const fieldsByColumn: ReadonlyMap<string, FieldsByKind> = new Map(
  entries.flatMap(([name, { fields }]) => (fields ? [[name, fields] as const] : [])),
);

/** The values of the written columns, in their order. */
export function rowOf(input: RowInput): readonly unknown[] {
  return entries.flatMap(([, { value }]) => (value ? [value(input)] : []));
}

function ofAll(...fields: readonly string[]): FieldsByKind {
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, fields]));
}

function listed<Definition extends object>(definition: Definition): Definition & { readonly isListed: true } {
  return { ...definition, isListed: true };
}

function title(language: Language) {
  return column<string | null>()({ value: ({ record }) => record.title[language] ?? null, erased: NOTHING });
}

/** A text that one field of a kind holds; null for kinds without. `otherwise`: what stands for a text that is not there. */
function fieldText(
  paths: Partial<Readonly<Record<RecordKind, string>>>,
  otherwise: Partial<Readonly<Record<RecordKind, string>>> = {},
) {
  return column<string | null>()({
    fields: Object.fromEntries(Object.entries(paths).map(([kind, path]) => [kind, [path]])),
    value: ({ record: { kind, content } }) => {
      const path = paths[kind];
      return path === undefined ? null : (textAt(content, path) ?? otherwise[kind] ?? null);
    },
    erased: NOTHING,
  });
}

/** What is worked out from fields of one kind; null for the others. */
function ofKind<T>(kind: RecordKind, fields: readonly string[], derive: (content: JsonObject) => InsertType<T>) {
  return column<T | null>()({
    fields: { [kind]: fields },
    value: ({ record }) => (record.kind === kind ? derive(record.content) : null),
    erased: NOTHING,
  });
}

function criteriaOf(content: JsonObject): string[] {
  const criteria = codes(content["criteria"]);
  const main = code(content["criterion"]);
  return main === null || criteria.includes(main) ? criteria : [main, ...criteria];
}

function cardTexts(texts: TextsByField): TextsByField {
  return Object.fromEntries(
    Object.entries(texts).filter(([field]) => /^(title|summary|date\.text|latest\..*)$/.test(field)),
  );
}

function codes(references: Json | undefined): string[] {
  return [
    ...new Set(
      jsonList(references)
        .map(code)
        .filter((each) => each !== null),
    ),
  ];
}

function code(reference: Json | undefined): string | null {
  return isJsonObject(reference) ? text(reference["code"]) : null;
}

function textAt(content: JsonObject, path: string): string | null {
  let value: Json | undefined = content;
  for (const step of path.split(".")) value = isJsonObject(value) ? value[step] : undefined;
  return text(value);
}

/** An owner whose clock is fast knows no more of the future than others do. */
function notLater(told: string | null, now: Date): Date {
  const instant = told === null ? now : new Date(told);
  return instant > now ? now : instant;
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
