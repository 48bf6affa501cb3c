import { createHash } from "node:crypto";
import {
  canonicalJson,
  type Language,
  type LanguageMap,
  languagesOf,
  parseRecordId,
  RECORD_LIMITS,
  type RecordKind,
  recordTypeName,
} from "@segpol/schema";
import { readContent } from "./contract-values.js";
import { isJsonObject, type Json, type JsonObject, jsonList } from "../../base/json.js";
import type { TextsByField, HarvestedLink, HarvestedRecord } from "./harvested-record.js";
import { RecordError } from "./record-error.js";
import { shownInFinding } from "./record-finding.js";
import { listedLanguages, textsOf } from "./record-texts.js";

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

/** Holds a harvested record to the contract. @throws RecordError */
export function prepareRecord(partner: string, harvested: HarvestedRecord): PreparedRecord {
  const { id, kind, typeName, links } = harvested;
  checkOwner(partner, harvested);
  const content = readContent(kind, harvested.content, (field, expected, got, code = "INVALID_FIELD") => {
    throw new RecordError(id, code, { field, expected, got });
  });
  checkMeasures(id, content);
  checkLinks(id, links);
  const texts = textsOf(harvested, content);
  const title = texts["title"];
  if (!title)
    throw new RecordError(id, "TITLE_MISSING", {
      field: "title",
      expected: "a title in at least one language",
      got: "none",
    });
  const all = canonicalJson({ typeName, content, links, texts });
  checkSize(id, all);
  const digest = createHash("sha256").update(all).digest("hex");
  const languages = languagesOfRecord(content, texts, title);
  return { id, partner, kind, typeName, content, languages, title, texts, links, words: wordsOf(content), digest };
}

function checkOwner(partner: string, { id, kind, typeName }: HarvestedRecord): void {
  const parts = parseRecordId(id);
  if (parts?.partner !== partner || parts.kind !== kind) {
    throw new RecordError(id, "FOREIGN_RECORD", {
      field: null,
      expected: `the id of a ${kind} of ${partner}`,
      got: shownInFinding(id),
    });
  }
  const expected = recordTypeName(partner, kind);
  if (typeName !== expected) {
    throw new RecordError(id, "FOREIGN_RECORD", {
      field: null,
      expected: `the type ${expected}`,
      got: shownInFinding(typeName),
    });
  }
}

function checkLinks(id: string, links: readonly HarvestedLink[]): void {
  const field = "_links";
  if (links.length > RECORD_LIMITS.links) {
    const expected = `at most ${RECORD_LIMITS.links} entries`;
    throw new RecordError(id, "TOO_LARGE", { field, expected, got: `${links.length}` });
  }
  for (const link of links) {
    const refuse = (expected: string, value: string): never => {
      throw new RecordError(id, "INVALID_LINK", { field, expected, got: shownInFinding(value) });
    };
    if (!parseRecordId(link.id)) refuse("a record's id", link.id);
    if (!/^[A-Za-z]{1,40}$/.test(link.rel)) refuse("a relation of 1 to 40 letters", link.rel);
  }
}

/** Of measures on all levels together; how many stand below one is a limit of its own. */
function checkMeasures(id: string, content: JsonObject): void {
  const count = countMeasures(content["measures"]);
  if (count <= RECORD_LIMITS.measures) return;
  const expected = `at most ${RECORD_LIMITS.measures} on all levels together`;
  throw new RecordError(id, "TOO_LARGE", { field: "measures", expected, got: `${count}` });
}

function countMeasures(measures: Json | undefined): number {
  const below = jsonList(measures).map((each) => (isJsonObject(each) ? countMeasures(each["measures"]) : 0));
  return below.reduce((sum, count) => sum + count, below.length);
}

function checkSize(id: string, all: string): void {
  const bytes = Buffer.byteLength(all);
  if (bytes <= RECORD_LIMITS.harvestedBytes) return;
  const expected = `a record of at most ${RECORD_LIMITS.harvestedBytes} bytes`;
  throw new RecordError(id, "TOO_LARGE", { field: null, expected, got: `${bytes}` });
}

function languagesOfRecord(content: JsonObject, texts: TextsByField, title: LanguageMap): readonly Language[] {
  const listed = listedLanguages(content);
  return listed.length > 0 ? listed : [...new Set([title, ...Object.values(texts)].flatMap((map) => languagesOf(map)))];
}

/** What people know a record by that belongs to no language: its number, its place, its speakers. */
function wordsOf(content: JsonObject): string {
  const { ref, place, unit, speakers, addressees } = content;
  const name = isJsonObject(place) ? place["name"] : null;
  const words = [ref, name, unit, ...jsonList(speakers), ...jsonList(addressees)];
  return words.filter((word) => typeof word === "string").join("\n");
}
