import "reflect-metadata";
import { ArrayType, type PropertyOptions } from "@mikro-orm/core";
import { Entity, Property } from "@mikro-orm/decorators/legacy";
import { DateScalar, EdtfScalar, type Language, type LanguageMap, pickText, UrlScalar } from "@segpol/schema";
import { Ctx, Field as GraphField, Float, ID, Int, ObjectType } from "type-graphql";
import type { FieldTable } from "../model/field.js";
import type { AppendedField } from "../model/model.js";
import type { ColumnType, GraphType, Sort } from "../model/sort.js";
import type { Columns } from "../model/typed.js";
import { Capacity, Place, Registration } from "../values/event-values.js";
import { FuzzyDate } from "../values/fuzzy-date.js";
import { Target } from "../values/indicator-values.js";
import type { LanguageContext } from "../values/language-context.js";
import { Priority } from "../values/recommendation-values.js";
import { LegitimacyCriterionReference, PartnerReference, ThemeReference } from "../values/references.js";
import { Document, Provenance } from "../values/source-values.js";
import { LangArg } from "../values/value-type.js";
import { BaseRecord } from "./base-record.js";

const COLUMNS: Readonly<Record<ColumnType, PropertyOptions<object>>> = {
  boolean: { type: "boolean" },
  date: { type: "date" },
  "double precision": { type: "double" },
  integer: { type: "integer" },
  jsonb: { type: "json" },
  text: { type: "text" },
  "text[]": { type: ArrayType },
};
const SCALARS = {
  Boolean,
  Date: DateScalar,
  EDTF: EdtfScalar,
  Float,
  ID,
  Int,
  String,
  URL: UrlScalar,
} as const satisfies Record<Extract<GraphType, string>, object>;
const REFERENCES = {
  LegitimacyCriterion: LegitimacyCriterionReference,
  Partner: PartnerReference,
  Theme: ThemeReference,
} as const satisfies Record<NonNullable<Sort["refersTo"]>, object>;
const OBJECTS: Readonly<Record<string, object>> = {
  Capacity,
  Document,
  FuzzyDate,
  Place,
  Priority,
  Provenance,
  Registration,
  Target,
};

/** How one value of a field is answered that is not shown as it is stored. */
export interface Reader {
  readonly type: object;
  /** Whether the field has the argument `lang`. */
  readonly inLanguage?: boolean;
  read(value: never, record: never, lang: Language | null | undefined, context: LanguageContext): unknown;
}

const TEXT: Reader = {
  type: String,
  inLanguage: true,
  read: (text: LanguageMap, _record, lang, { languages }) => pickText(text, lang, languages),
};

/** A record with the fields of the model that stand in columns of its own table. */
type WithColumns<F extends FieldTable> = abstract new () => BaseRecord & Omit<Columns<F>, AppendedField | "measures">;

/**
 * A base class of records with a property, a column and a GraphQL field for each field of the model that stands in a column, in their
 * order. A text is answered in the requested language, and a code as a stub of what it refers to. `readers` are for fields that are
 * shown otherwise.
 */
export function recordWith<F extends FieldTable>(
  name: string,
  fields: F,
  readers: Readonly<Record<string, Reader>> = {},
): WithColumns<F> {
  abstract class RecordWithColumns extends BaseRecord {}
  Object.defineProperty(RecordWithColumns, "name", { value: name });
  for (const [field, { sort, presence }] of Object.entries(fields)) {
    addField(RecordWithColumns.prototype, field, sort, presence === "OPTIONAL", readers[field]);
  }
  Entity({ abstract: true })(RecordWithColumns);
  ObjectType(name, { simpleResolvers: true })(RecordWithColumns);
  // What the decorators add, the compiler does not see.
  return RecordWithColumns as WithColumns<F>;
}

function addField(record: object, name: string, sort: Sort, nullable: boolean, special?: Reader): void {
  if (!sort.column) return;
  Property({ ...COLUMNS[sort.column], nullable })(record, name);
  const reader = special ?? readerOf(sort);
  const one = reader?.type ?? typeOf(sort.type);
  const type = (): never => (sort.many ? [one] : one) as never;
  if (reader) addMethod(record, name, reader, type, nullable);
  else GraphField(type, { nullable })(record, name);
}

function readerOf({ type, refersTo }: Sort): Reader | undefined {
  if (refersTo) return { type: REFERENCES[refersTo], read: (code: string) => ({ code }) };
  return typeof type === "object" && "name" in type && type.name === "Text" ? TEXT : undefined;
}

function typeOf(type: GraphType): object {
  if (typeof type === "string") return SCALARS[type];
  if ("list" in type) return type.list;
  const known = OBJECTS[type.name];
  if (known) return known;
  throw new Error(`Expected a class for the contract's type ${type.name}, among those of values/; got none.`);
}

function addMethod(
  record: object,
  name: string,
  { inLanguage = false, read }: Reader,
  type: () => never,
  nullable: boolean,
): void {
  const method = `${name}In`;
  const answer = {
    value(this: Readonly<Record<string, unknown>>, ...args: [context: LanguageContext] | [Language, LanguageContext]) {
      const context = args.at(-1) as LanguageContext;
      const lang = inLanguage ? (args[0] as Language) : undefined;
      const value = this[name] ?? null;
      const one = (each: unknown): unknown => read(each as never, this as never, lang, context);
      return value === null ? null : Array.isArray(value) ? value.map(one) : one(value);
    },
    configurable: true,
  };
  Object.defineProperty(record, method, answer);
  const parameters = inLanguage ? [LangArg(), Ctx()] : [Ctx()];
  Reflect.defineMetadata(
    "design:paramtypes",
    parameters.map(() => Object),
    record,
    method,
  );
  for (const [index, decorate] of parameters.entries()) decorate(record, method, index);
  GraphField(type, { name, nullable })(record, method, answer);
}
