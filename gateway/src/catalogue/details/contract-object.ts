import {
  bodyOf,
  type DerivedField,
  derivedFieldsOf,
  eventTimes,
  isOverdue,
  labelOf,
  type Language,
  type LanguageMap,
  localizedText,
  pickText,
} from "@segpol/schema";
import { getNamedType, type GraphQLInterfaceType, type GraphQLObjectType, isObjectType } from "graphql";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../base/json.js";
import type { TextsByField } from "../record/harvested-record.js";

/** What a text or a day depends on beside the record. */
export interface ReadingContext {
  readonly catalogue: {
    /** From Accept-Language, the most wanted first. */
    readonly languages: readonly Language[];
    /** YYYY-MM-DD */
    readonly today: string;
  };
}

/** What belongs to the record that an object is part of. */
export interface OfRecord {
  /** By their places in the record: measures.0.text. */
  readonly texts: TextsByField;
  /** YYYY-MM-DD, of what the object stands below. */
  readonly dueOn: Json | undefined;
}

interface InLanguage {
  readonly lang?: Language | null;
}

type Fielded = GraphQLObjectType | GraphQLInterfaceType;

interface FieldShape {
  readonly name: string;
  readonly hasLanguages: boolean;
  /** The type of the object, or of the objects, that it holds; undefined: it holds values. */
  readonly inner: GraphQLObjectType | undefined;
  /** Set: it follows from another field. */
  readonly derived: DerivedField | undefined;
}

const shapes = new Map<Fielded, readonly FieldShape[]>();

/**
 * An object of the contract as graphql-js answers it by itself: what depends on who asks, and when, is a function. It can be kept, and
 * answered to many. `place`: where it stands in its record; empty for the record itself.
 */
export function contractObject(value: JsonObject, type: Fielded, place: string, of: OfRecord): object {
  // What a measure is due on holds for what stands below it.
  const record = type.name === "Measure" ? { ...of, dueOn: value["dueOn"] ?? of.dueOn } : of;
  const entries = shapeOf(type).map(({ name, hasLanguages, inner, derived }): [string, unknown] => {
    if (derived) return [name, derivedValue(derived, value, place, record.texts)];
    const at = placeOf(place, name);
    const given = value[name] ?? null;
    if (hasLanguages) return [name, textIn(given, at, record.texts)];
    return [name, inner ? objectsIn(given, inner, at, record) : given];
  });
  const object = Object.fromEntries(entries);
  return type.name === "Progress" ? { ...object, overdue: overdueOf(value, record) } : object;
}

/** A text in the asked language, else by the documented fallback. */
export function textOf(map: LanguageMap) {
  return ({ lang }: InLanguage, { catalogue }: ReadingContext): string => pickText(map, lang, catalogue.languages);
}

/** What follows from a field of an object that stands at a place of its record. */
export function derivedValue(
  { from, by }: Pick<DerivedField, "from" | "by">,
  object: JsonObject,
  place: string,
  texts: TextsByField,
): unknown {
  const given = object[from] ?? null;
  if (given === null) return null;
  if (by === "text") return localizedIn(given, placeOf(place, from), texts);
  if (by === "start" || by === "end") return timeIn(given, by);
  if (by === "body") return isJsonArray(given) ? given.map(bodyIn) : bodyIn(given);
  const label = typeof given === "string" ? labelOf(by, given) : undefined;
  return label ? textOf(label) : null;
}

function localizedIn(given: Json, place: string, texts: TextsByField): unknown {
  if (isJsonArray(given)) {
    const maps = given.flatMap((_each, index) => texts[placeOf(place, String(index))] ?? []);
    return ({ lang }: InLanguage, { catalogue }: ReadingContext) =>
      maps.map((map) => localizedText(map, lang, catalogue.languages));
  }
  const map = texts[place];
  if (!map) return null;
  return ({ lang }: InLanguage, { catalogue }: ReadingContext) => localizedText(map, lang, catalogue.languages);
}

function timeIn(given: Json, by: "start" | "end"): string | null {
  const edtf = isJsonObject(given) ? given["edtf"] : null;
  return typeof edtf === "string" ? eventTimes(edtf)[by] : null;
}

function bodyIn(given: Json): object | null {
  if (typeof given !== "string") return null;
  const { id, name } = bodyOf(given);
  return { id, name: textOf(name) };
}

function placeOf(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}

function shapeOf(type: Fielded): readonly FieldShape[] {
  const known = shapes.get(type);
  if (known) return known;
  const derivedFields = derivedFieldsOf(type);
  const shape = Object.values(type.getFields()).map(({ name, args, type: fieldType }) => {
    const inner = getNamedType(fieldType);
    return {
      name,
      hasLanguages: args.some((arg) => arg.name === "lang"),
      inner: isObjectType(inner) ? inner : undefined,
      derived: derivedFields.find((each) => each.name === name),
    };
  });
  shapes.set(type, shape);
  return shape;
}

function objectsIn(value: Json, type: GraphQLObjectType, place: string, record: OfRecord): unknown {
  if (isJsonArray(value)) return value.map((each, index) => objectsIn(each, type, `${place}.${index}`, record));
  return isJsonObject(value) ? contractObject(value, type, place, record) : value;
}

/** A text, or a list of texts. One without translations stays as its owner answered it. */
function textIn(value: Json, place: string, texts: TextsByField): unknown {
  if (!isJsonArray(value)) {
    const map = value === null ? undefined : texts[place];
    return map ? textOf(map) : value;
  }
  const read = value.map((each, index) => textIn(each, `${place}.${index}`, texts));
  if (!read.some((each) => typeof each === "function")) return value;
  return (args: object, context: ReadingContext): unknown[] =>
    read.map((each: unknown) => (typeof each === "function" ? each(args, context) : each));
}

/** Goes by today, whenever the record was harvested. */
function overdueOf({ closure, claimed }: JsonObject, { dueOn }: OfRecord) {
  return (_args: object, { catalogue }: ReadingContext): boolean =>
    isOverdue({ dueOn, closure, claimed }, catalogue.today);
}
