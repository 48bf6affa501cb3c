import type { Values } from "../form/values.js";
import type { Language, PlacedTextFragment } from "../generated/operations.js";

/** A text of a record in its original language, and in the one that it is translated into. */
export interface TextToTranslate {
  /** Such as title or topics.0. */
  readonly field: string;
  readonly original: PlacedTextFragment;
  readonly translation: string;
  /** DATED: the original has changed since the translation did. */
  readonly state: "MISSING" | "DONE" | "DATED";
}

/**
 * The texts of a record that may be translated into a language.
 * @param changes fields of each change, the latest first
 */
export function textsToTranslate(
  texts: readonly PlacedTextFragment[],
  into: Language,
  changes: readonly (readonly string[])[],
): readonly TextToTranslate[] {
  return texts
    .filter(({ original, language }) => original && language !== into)
    .map((original) => {
      const { field } = original;
      const translation = texts.find((text) => text.field === field && text.language === into)?.text ?? "";
      const state =
        translation === "" ? "MISSING" : isDated(field, original.language, into, changes) ? "DATED" : "DONE";
      return { field, original, translation, state };
    });
}

/** Whether the last change of the original is later than that of the translation; both at once is none. */
function isDated(field: string, from: Language, into: Language, changes: readonly (readonly string[])[]): boolean {
  const last = (language: Language): number =>
    changes.findIndex((fields) => fields.includes(`${field}.${language}`) || fields.includes(field));
  const [ofOriginal, ofTranslation] = [last(from), last(into)];
  return ofOriginal !== -1 && (ofTranslation === -1 || ofOriginal < ofTranslation);
}

/** What a form of translations holds: the text of each place. */
export function translationsIn(texts: readonly PlacedTextFragment[], into: Language): Values {
  return Object.fromEntries(texts.filter(({ language }) => language === into).map(({ field, text }) => [field, text]));
}
