import {
  contractInterface,
  isLanguage,
  isVisibleText,
  type Language,
  type LanguageMap,
  leavesMark,
  RECORD_LIMITS,
  type RecordKind,
} from "@segpol/schema";
import { getNamedType, type GraphQLInterfaceType, type GraphQLObjectType, isObjectType } from "graphql";
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonList } from "../../base/json.js";
import type { HarvestedRecord, TextsByField } from "./harvested-record.js";
import { RecordError } from "./record-error.js";
import { shownInFinding, TITLE, visibleText } from "./record-finding.js";

const FIELD = /^[A-Za-z]\w*(\.\w+)*$/;
/** Characters of a place: ten levels of measures take some 200. */
const MAX_FIELD = 300;

/** The texts of a record by their places; without `_texts`, what it answers counts as the original. @throws RecordError */
export function textsOf(harvested: HarvestedRecord, content: JsonObject): TextsByField {
  return { ...textsOfContent(harvested.kind, content), ...textsByField(harvested) };
}

/** The languages that a record says it has texts in, each once. */
export function listedLanguages(content: JsonObject): Language[] {
  return [...new Set(jsonList(content["languages"]).filter((value) => isLanguage(value)))];
}

/** The texts as `_texts` gives them: one map for each place. */
function textsByField({ id, texts }: HarvestedRecord): TextsByField {
  const maps = new Map<string, Partial<Record<Language, string>> & { original?: Language }>();
  for (const [index, { field, language, text, original }] of texts.entries()) {
    const refuse = (name: string, expected: string, got: string): never => {
      throw new RecordError(id, "INVALID_TEXT", { field: `_texts.${index}.${name}`, expected, got });
    };
    if (field.length > MAX_FIELD || !FIELD.test(field))
      refuse("field", `a place of at most ${MAX_FIELD} characters such as topics.0`, shownInFinding(field));
    if (!isLanguage(language)) refuse("language", "a language of the hub", shownInFinding(language));
    if (!isVisibleText(text, { lines: field !== TITLE })) refuse("text", visibleText(field), shownInFinding(text));
    if (text.length > RECORD_LIMITS.text) {
      throw new RecordError(id, "TOO_LARGE", {
        field: `${field} (${language})`,
        expected: `at most ${RECORD_LIMITS.text} characters`,
        got: `${text.length}`,
      });
    }
    if (!leavesMark(text)) continue;
    const map = maps.get(field) ?? {};
    map[language] = text;
    if (original) map.original = language;
    maps.set(field, map);
  }
  const first = (map: object): Language => Object.keys(map).find(isLanguage) ?? "NL";
  return Object.fromEntries([...maps].map(([field, map]) => [field, { ...map, original: map.original ?? first(map) }]));
}

/** For a record without `_texts`: in its first language, else Dutch. */
function textsOfContent(kind: RecordKind, content: JsonObject): TextsByField {
  const language = listedLanguages(content)[0] ?? "NL";
  const texts: Record<string, LanguageMap> = {};
  const add = (field: string, value: Json | undefined): void => {
    if (typeof value === "string" && leavesMark(value)) texts[field] = { original: language, [language]: value };
  };
  addTexts(contractInterface(kind), content, "", add);
  return texts;
}

type Add = (place: string, value: Json | undefined) => void;

/** Every text that an object of the contract has, with its place in the record. */
function addTexts(type: GraphQLObjectType | GraphQLInterfaceType, object: JsonObject, place: string, add: Add): void {
  for (const { name, args, type: fieldType } of Object.values(type.getFields())) {
    const value = object[name];
    const inner = getNamedType(fieldType);
    const at = place === "" ? name : `${place}.${name}`;
    const entries = isJsonArray(value)
      ? value.map((each, index) => [`${at}.${index}`, each] as const)
      : [[at, value] as const];
    for (const [where, each] of entries) {
      if (args.some((arg) => arg.name === "lang")) add(where, each);
      else if (isObjectType(inner) && isJsonObject(each)) addTexts(inner, each, where, add);
    }
  }
}
