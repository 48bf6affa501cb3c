import type { Language, LanguageMap } from "./language-map.js";

/** Fallback after the requested and the original language. */
const LAST_RESORT: readonly Language[] = ["NL", "FR", "EN", "DE"];

/**
 * The text in the requested language; else in the first accepted language that the map has; else the original;
 * else NL, FR, EN, DE in that order. An empty text counts as none; a map without any text gives "".
 */
export function pickText(map: LanguageMap, asked: Language | null | undefined, accept: readonly Language[]): string {
  return map[pickLanguage(map, asked, accept)] ?? "";
}

/** The language of the text that {@link pickText} returns. */
export function pickLanguage(
  map: LanguageMap,
  asked: Language | null | undefined,
  accept: readonly Language[],
): Language {
  const wanted = [...(asked ? [asked] : []), ...accept, map.original, ...LAST_RESORT];
  return wanted.find((language) => map[language]) ?? map.original;
}
