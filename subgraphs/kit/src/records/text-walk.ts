import { isLanguageMap, languagesOf, LANGUAGES } from "@segpol/schema";
import type { Language, LanguageMap } from "@segpol/schema";
import type { RecordText } from "../values/harvest.js";

/**
 * Every text of a record in every language it has, with the place where it stands: title, topics.0, date.text,
 * measures.0.measures.1.text. Walks through objects and lists; whatever is a language map is a text.
 */
export function textsIn(value: unknown): RecordText[] {
  return [...languageMapsIn(value, [])].flatMap(([field, map]) =>
    languagesOf(map).map((language) => ({
      field,
      language,
      text: map[language] ?? "",
      original: language === map.original,
    })),
  );
}

/** The languages of a record's texts: the title's original first, then in the order of the contract. */
export function languagesIn(title: LanguageMap, texts: readonly RecordText[]): Language[] {
  const found = new Set(texts.map(({ language }) => language));
  const others = LANGUAGES.filter((language) => language !== title.original && found.has(language));
  return [title.original, ...others];
}

function* languageMapsIn(value: unknown, path: readonly string[]): Generator<[string, LanguageMap]> {
  if (typeof value !== "object" || value === null || value instanceof Date) return;
  if (isLanguageMap(value)) {
    yield [path.join("."), value];
    return;
  }
  for (const [key, child] of Object.entries(value)) yield* languageMapsIn(child, [...path, key]);
}
