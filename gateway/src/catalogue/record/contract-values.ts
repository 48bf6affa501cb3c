import {
  contractFields,
  CRITERION_CODES,
  DateScalar,
  DateTimeScalar,
  EdtfScalar,
  type RecordKind,
  THEME_CODES,
  UrlScalar,
} from "@segpol/schema";
import {
  getNullableType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parseValue,
  valueFromASTUntyped,
} from "graphql";
import { type Json, type JsonObject, isJsonObject } from "../../base/json.js";
import { isStorable } from "../../base/storable-text.js";

/** Told of what is wrong with a value, and where. */
export type Refuse = (path: string, expected: string, value: unknown) => never;

const SCALARS: ReadonlyMap<string, GraphQLScalarType> = new Map(
  [DateScalar, DateTimeScalar, EdtfScalar, UrlScalar].map((scalar) => [scalar.name, scalar]),
);

/** Codes that the hub itself defines, by the type that refers to them. Partners come and go: their codes are open. */
const CODES: Readonly<Record<string, readonly string[]>> = { Theme: THEME_CODES, LegitimacyCriterion: CRITERION_CODES };

/** The content with the contract's defaults where a field is absent or null; refuses what the contract does not allow. */
export function readContent(kind: RecordKind, content: JsonObject, refuse: Refuse): JsonObject {
  const read: Record<string, Json> = {};
  for (const { name, field, default: literal } of contractFields(kind)) {
    const given = content[name] ?? null;
    if (given !== null) checkValue(getNullableType(field.type), given, name, refuse);
    if (name === "version" && typeof given === "number" && given < 1) refuse(name, "a count from 1 up", given);
    read[name] = given ?? (literal === undefined ? null : (valueFromASTUntyped(parseValue(literal)) as Json));
  }
  return read;
}

/** Holds a JSON value to a type of the contract. Fields of an object that are absent were not asked for, and pass. */
function checkValue(type: GraphQLOutputType, value: Json | undefined, path: string, refuse: Refuse): void {
  if (isNonNullType(type)) {
    if (value === null) refuse(path, "a value", value);
    checkValue(type.ofType, value, path, refuse);
  } else if (value === null || value === undefined) {
    return;
  } else if (isListType(type)) {
    if (!Array.isArray(value)) return refuse(path, "a list", value);
    for (const [index, item] of value.entries()) checkValue(type.ofType, item, `${path}.${index}`, refuse);
  } else if (isObjectType(type)) {
    if (!isJsonObject(value)) return refuse(path, "an object", value);
    const codes = CODES[type.name];
    if (codes && !isOneOf(codes, value["code"])) refuse(path, `{ code } with one of ${codes.join(", ")}`, value);
    for (const field of Object.values(type.getFields())) {
      checkValue(field.type, value[field.name], `${path}.${field.name}`, refuse);
    }
    const { earliest, latest } = value;
    const isReversed = typeof earliest === "string" && typeof latest === "string" && latest < earliest;
    if (type.name === "FuzzyDate" && isReversed) refuse(path, "a date that ends when it begins, or later", value);
  } else if (isScalarType(type) || isEnumType(type)) {
    checkLeaf(type, value, path, refuse);
  }
}

function checkLeaf(type: GraphQLLeafType, value: Json, path: string, refuse: Refuse): void {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    if (!isOneOf(names, value)) refuse(path, `one of ${names.join(", ")}`, value);
    return;
  }
  const scalar = SCALARS.get(type.name) ?? type;
  try {
    scalar.parseValue(value);
  } catch {
    refuse(path, `a value of type ${type.name}`, value);
  }
  if (typeof value !== "string") return;
  if (!isStorable(value)) refuse(path, "text without broken or zero characters", value);
  if (type.name.startsWith("Date") && value.startsWith("0000")) refuse(path, "a year from 0001 on", value);
}

function isOneOf(names: readonly string[], value: Json | undefined): boolean {
  return typeof value === "string" && names.includes(value);
}
