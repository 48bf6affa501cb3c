import { type Language, type LanguageMap, pickText } from "@segpol/schema";
import type { RecordCopy } from "../../catalogue/read/copies.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";

/** A copy, and its texts by the place where they stand. */
export interface ReadCopy {
  readonly content: JsonObject;
  readonly texts: ReadonlyMap<string, LanguageMap>;
}

/** An object within a copy, with the place where it stands: where its texts are looked up. */
export class CopyValue {
  constructor(
    readonly copy: ReadCopy,
    readonly value: JsonObject,
    /** Empty for the record itself; else measures.0, date. */
    readonly place: string,
  ) {}

  static ofRecord({ content, texts }: RecordCopy): CopyValue {
    const maps = new Map<string, Partial<Record<Language, string>> & { original: Language }>();
    for (const { field, language, text, original } of texts) {
      const map = maps.get(field) ?? { original: language };
      map[language] = text;
      if (original) map.original = language;
      maps.set(field, map);
    }
    return new CopyValue({ content, texts: maps }, content, "");
  }

  placeOf(field: string): string {
    return this.place === "" ? field : `${this.place}.${field}`;
  }

  /** A field's value as GraphQL goes on with it. */
  field(name: string): CopyResult {
    return this.#within(this.value[name] ?? null, this.placeOf(name), undefined);
  }

  /** A text, or a list of texts, in the language asked for; else by the documented fallback. */
  text(name: string, asked: Language | null, accept: readonly Language[]): CopyResult {
    return this.#within(this.value[name] ?? null, this.placeOf(name), (map) => pickText(map, asked, accept));
  }

  /** The n-th object of a list at a place within the record. */
  element(value: JsonObject, place: string): CopyValue {
    return new CopyValue(this.copy, value, place);
  }

  #within(value: Json, place: string, pick: ((map: LanguageMap) => string) | undefined): CopyResult {
    if (isJsonArray(value)) return value.map((each, index) => this.#within(each, `${place}.${index}`, pick));
    if (isJsonObject(value)) return new CopyValue(this.copy, value, place);
    const map = pick && typeof value === "string" ? this.copy.texts.get(place) : undefined;
    return pick && map ? pick(map) : value;
  }
}

export type CopyResult = string | number | boolean | null | CopyValue | readonly CopyResult[];
