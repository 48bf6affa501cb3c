/** The languages of the hub: Dutch, French, German, English. Same names as the contract's enum Language. */
export const LANGUAGES = ["NL", "FR", "DE", "EN"] as const;

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** A text in one or more languages; always with the text in the original language. */
export interface LanguageMap {
  /** The language the text was first written in. */
  readonly original: Language;
  readonly NL?: string | undefined;
  readonly FR?: string | undefined;
  readonly DE?: string | undefined;
  readonly EN?: string | undefined;
}

/** Whether a value is the name of a language of the hub, in upper case. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && (LANGUAGES as readonly string[]).includes(value);
}

/** Whether a value is a language map that has a non-empty text in its original language, and no keys of other kinds. */
export function isLanguageMap(value: unknown): value is LanguageMap {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { original, ...texts } = value as Record<string, unknown>;
  if (!isLanguage(original) || typeof texts[original] !== "string" || texts[original] === "") return false;
  return Object.entries(texts).every(
    ([language, text]) => isLanguage(language) && (text === undefined || typeof text === "string"),
  );
}

/** The languages in which a map has a text: the original first, then in the order of {@link LANGUAGES}. */
export function languagesOf(map: LanguageMap): Language[] {
  const others = LANGUAGES.filter((language) => language !== map.original && hasText(map, language));
  return [map.original, ...others];
}

/** Whether a map has a text, other than an empty one, in a language. */
export function hasText(map: LanguageMap, language: Language): boolean {
  return Boolean(map[language]);
}
