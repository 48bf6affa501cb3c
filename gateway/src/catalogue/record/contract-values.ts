import {
  contractFields,
  CRITERION_CODES,
  DateScalar,
  DateTimeScalar,
  edtfBounds,
  EdtfScalar,
  isVisibleText,
  listLimit,
  RECORD_LIMITS,
  type RecordKind,
  THEME_CODES,
  UrlScalar,
} from "@segpol/schema";
import {
  getNullableType,
  type GraphQLLeafType,
  type GraphQLObjectType,
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
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../base/json.js";
import type { RecordErrorCode } from "./record-error.js";
import { shownInFinding, TITLE, visibleText } from "./record-finding.js";

/** Told of what is wrong with a value, and where. */
export type Refuse = (path: string, expected: string, got: string, code?: RecordErrorCode) => never;

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
    const place = { path: name, limit: listLimit(kind, name), refuse };
    if (given !== null) checkValue(getNullableType(field.type), given, place);
    if (name === "version" && typeof given === "number" && given < 1)
      refuse(name, "a count from 1 up", shownInFinding(given));
    read[name] = given ?? (literal === undefined ? null : (valueFromASTUntyped(parseValue(literal)) as Json));
  }
  return read;
}

/** Where a value stands, and how many entries it may have if it is a list. */
interface Place {
  readonly path: string;
  readonly limit: number;
  readonly refuse: Refuse;
}

/** Holds a JSON value to a type of the contract. Fields of an object that are absent were not asked for, and pass. */
function checkValue(type: GraphQLOutputType, value: Json | undefined, place: Place): void {
  const { path, refuse } = place;
  if (isNonNullType(type)) {
    if (value === null) refuse(path, "a value", "null");
    checkValue(type.ofType, value, place);
  } else if (value === null || value === undefined) {
    return;
  } else if (isListType(type)) {
    checkList(type.ofType, value, place);
  } else if (isObjectType(type)) {
    checkObject(type, value, place);
  } else if (isScalarType(type) || isEnumType(type)) {
    checkLeaf(type, value, place);
  }
}

function checkList(type: GraphQLOutputType, value: Json, place: Place): void {
  const { path, limit, refuse } = place;
  if (!isJsonArray(value)) return refuse(path, "a list", shownInFinding(value));
  if (value.length > limit) refuse(path, `at most ${limit} entries`, `${value.length}`, "TOO_LARGE");
  for (const [index, item] of value.entries()) checkValue(type, item, { ...place, path: `${path}.${index}` });
}

function checkObject(type: GraphQLObjectType, value: Json, { path, refuse }: Place): void {
  if (!isJsonObject(value)) return refuse(path, "an object", shownInFinding(value));
  const codes = CODES[type.name];
  if (codes && !isOneOf(codes, value["code"]))
    refuse(path, `{ code } with one of ${codes.join(", ")}`, shownInFinding(value));
  for (const { name, type: fieldType } of Object.values(type.getFields())) {
    checkValue(fieldType, value[name], { path: `${path}.${name}`, limit: listLimit(type.name, name), refuse });
  }
  if (type.name === "FuzzyDate") checkBounds(value, path, refuse);
}

/** A date is in the lists of the days that its EDTF can mean, and of no others. */
function checkBounds({ edtf, earliest, latest }: JsonObject, path: string, refuse: Refuse): void {
  if (typeof edtf !== "string") return;
  const meant = edtfBounds(edtf);
  if (earliest !== undefined && earliest !== meant.earliest)
    refuse(`${path}.earliest`, `${meant.earliest}, the first day that ${edtf} can mean`, shownInFinding(earliest));
  if (latest !== undefined && latest !== meant.latest) {
    const last =
      meant.latest === null ? `null, since ${edtf} is open` : `${meant.latest}, the last day that ${edtf} can mean`;
    refuse(`${path}.latest`, last, shownInFinding(latest));
  }
}

function checkLeaf(type: GraphQLLeafType, value: Json, { path, refuse }: Place): void {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    if (!isOneOf(names, value)) refuse(path, `one of ${names.join(", ")}`, shownInFinding(value));
    return;
  }
  // Before anything else is made of it.
  if (typeof value === "string") checkLength(type, value, path, refuse);
  const scalar = SCALARS.get(type.name) ?? type;
  try {
    scalar.parseValue(value);
  } catch {
    refuse(path, `a value of type ${type.name}`, shownInFinding(value));
  }
  if (typeof value !== "string") return;
  if (!isVisibleText(value, { lines: path !== TITLE })) refuse(path, visibleText(path), shownInFinding(value));
}

function checkLength({ name }: GraphQLLeafType, value: string, path: string, refuse: Refuse): void {
  const { text, url, id } = RECORD_LIMITS;
  const most = { URL: url, ID: id }[name] ?? text;
  if (value.length > most) refuse(path, `at most ${most} characters`, `${value.length}`, "TOO_LARGE");
}

function isOneOf(names: readonly string[], value: Json | undefined): boolean {
  return typeof value === "string" && names.includes(value);
}
