import { type LanguageMap, pickText } from "@segpol/schema";
import type { CatalogueContext } from "../read/catalogue-request.js";
import { isJsonObject, type Json } from "../../base/json.js";
import type { TextsByField } from "../record/harvested-record.js";
import type { TextArguments } from "./types.js";

/** A text in the asked language, else by the documented fallback. */
export function textOf(map: LanguageMap): (args: TextArguments, context: CatalogueContext) => string {
  return ({ lang }, { catalogue }) => pickText(map, lang, catalogue.languages);
}

/** A FuzzyDate of a card. Without translations its text stays as the owner answered it. */
export function fuzzyDate(date: Json | undefined, text: LanguageMap | undefined): object | null {
  if (!isJsonObject(date)) return null;
  return text ? { ...date, text: textOf(text) } : date;
}

/** The latest observation of a card. */
export function observation(value: Json | undefined, texts: TextsByField): object | null {
  if (!isJsonObject(value)) return null;
  const note = texts["latest.note"];
  return {
    ...value,
    period: fuzzyDate(value["period"], texts["latest.period.text"]),
    ...(note ? { note: textOf(note) } : {}),
  };
}
