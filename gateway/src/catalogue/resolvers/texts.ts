import type { LanguageMap } from "@segpol/schema";
import { isJsonObject, type Json } from "../../base/json.js";
import { textOf } from "../details/contract-object.js";
import type { TextsByField } from "../record/harvested-record.js";

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
