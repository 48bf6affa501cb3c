import { createHash } from "node:crypto";
import {
  canonicalJson,
  isLanguage,
  type Language,
  type LanguageMap,
  languagesOf,
  parseRecordId,
  type RecordKind,
  recordTypeName,
} from "@segpol/schema";
import { readContent } from "./contract-values.js";
import { isStorable } from "../../base/storable-text.js";
import { isJsonObject, type Json, type JsonObject, jsonList } from "../../base/json.js";
import type { TextsByField, HarvestedLink, HarvestedRecord } from "./harvested-record.js";
import { RecordError } from "./record-error.js";

/** What the index has a column for, apart from the copy itself. */
export interface PreparedRecord {
  readonly id: string;
  readonly partner: string;
  readonly kind: RecordKind;
  readonly typeName: string;
  /** With the contract's defaults; every standard field is there. */
  readonly content: JsonObject;
  readonly languages: readonly Language[];
  readonly title: LanguageMap;
  readonly texts: TextsByField;
  readonly links: readonly HarvestedLink[];
  /** Words without a language to be found by. */
  readonly words: string;
  /** Of all that was harvested. */
  readonly digest: string;
}

/** Half a tsvector's size: every text stands in it twice. */
const MAX_TEXTS = 250_000;
const FIELD = /^[A-Za-z]\w*(\.\w+)*$/;

/** Holds a harvested record to the contract. @throws RecordError */
export function prepareRecord(partner: string, harvested: HarvestedRecord): PreparedRecord {
  const { id, kind, typeName, links } = harvested;
  checkOwner(partner, harvested);
  const content = readContent(kind, harvested.content, (path, expected, value) => {
    throw new RecordError(id, "INVALID_FIELD", `Expected ${expected} in ${path}; got ${shown(value)}.`);
  });
  for (const link of links) checkLink(id, link);
  const texts = { ...textsOfContent(content), ...textsByField(harvested) };
  const title = texts["title"];
  if (!title) throw new RecordError(id, "TITLE_MISSING", "Expected a title in at least one language; got none.");
  const words = wordsOf(content);
  const length = Buffer.byteLength(JSON.stringify(texts)) + Buffer.byteLength(words);
  if (length > MAX_TEXTS) {
    throw new RecordError(id, "TOO_LARGE", `Expected at most ${MAX_TEXTS} bytes of text; got ${length}.`);
  }
  const languages = languagesOfRecord(content, texts, title);
  const digest = createHash("sha256").update(canonicalJson({ typeName, content, links, texts })).digest("hex");
  return { id, partner, kind, typeName, content, languages, title, texts, links, words, digest };
}

function checkOwner(partner: string, { id, kind, typeName }: HarvestedRecord): void {
  const parts = parseRecordId(id);
  if (parts?.partner !== partner || parts.kind !== kind) {
    throw new RecordError(id, "FOREIGN_RECORD", `Expected the id of a ${kind} of ${partner}; got ${shown(id)}.`);
  }
  const expected = recordTypeName(partner, kind);
  if (typeName !== expected) {
    throw new RecordError(id, "FOREIGN_RECORD", `Expected the type ${expected}; got ${shown(typeName)}.`);
  }
}

function checkLink(id: string, link: HarvestedLink): void {
  if (!parseRecordId(link.id)) {
    throw new RecordError(id, "INVALID_LINK", `Expected a record's id in _links; got ${shown(link.id)}.`);
  }
  if (!/^[A-Za-z]{1,40}$/.test(link.rel)) {
    throw new RecordError(
      id,
      "INVALID_LINK",
      `Expected a relation of 1 to 40 letters in _links; got ${shown(link.rel)}.`,
    );
  }
}

/** The texts as `_texts` gives them: one map for each place. */
function textsByField({ id, texts }: HarvestedRecord): TextsByField {
  const maps = new Map<string, Partial<Record<Language, string>> & { original?: Language }>();
  for (const { field, language, text, original } of texts) {
    if (!FIELD.test(field))
      throw new RecordError(id, "INVALID_TEXT", `Expected a place such as topics.0; got ${shown(field)}.`);
    if (!isLanguage(language))
      throw new RecordError(id, "INVALID_TEXT", `Expected a language of the hub; got ${shown(language)}.`);
    if (!isStorable(text))
      throw new RecordError(id, "INVALID_TEXT", `Expected text without broken characters in ${field}.`);
    if (text === "") continue;
    const map = maps.get(field) ?? {};
    map[language] = text;
    if (original) map.original = language;
    maps.set(field, map);
  }
  const first = (map: object): Language => Object.keys(map).find(isLanguage) ?? "NL";
  return Object.fromEntries([...maps].map(([field, map]) => [field, { ...map, original: map.original ?? first(map) }]));
}

/** For a record without `_texts`: what it answers counts as the original, in its first language, else Dutch. */
function textsOfContent(content: JsonObject): TextsByField {
  const language = listedLanguages(content)[0] ?? "NL";
  const texts: Record<string, LanguageMap> = {};
  const add = (field: string, value: Json | undefined): void => {
    if (typeof value === "string" && value !== "") texts[field] = { original: language, [language]: value };
  };
  for (const field of ["title", "summary", "goal", "context", "method", "population", "limitations"])
    add(field, content[field]);
  for (const [index, topic] of jsonList(content["topics"]).entries()) add(`topics.${index}`, topic);
  const addMeasures = (path: string, measures: Json | undefined): void => {
    for (const [index, measure] of jsonList(measures).entries()) {
      if (!isJsonObject(measure)) continue;
      add(`${path}.${index}.text`, measure["text"]);
      addMeasures(`${path}.${index}.measures`, measure["measures"]);
    }
  };
  addMeasures("measures", content["measures"]);
  return texts;
}

function languagesOfRecord(content: JsonObject, texts: TextsByField, title: LanguageMap): readonly Language[] {
  const listed = listedLanguages(content);
  return listed.length > 0 ? listed : [...new Set([title, ...Object.values(texts)].flatMap((map) => languagesOf(map)))];
}

function listedLanguages(content: JsonObject): Language[] {
  return jsonList(content["languages"]).filter((value) => isLanguage(value));
}

/** What people know a record by that belongs to no language: its number, its place, its speakers. */
function wordsOf(content: JsonObject): string {
  const { ref, place, unit, speakers, addressees } = content;
  const name = isJsonObject(place) ? place["name"] : null;
  const words = [ref, name, unit, ...jsonList(speakers), ...jsonList(addressees)];
  return words.filter((word) => typeof word === "string").join("\n");
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
