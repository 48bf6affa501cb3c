import type { Language, LanguageMap } from "./language-map.js";

/** Where to look when neither what was asked nor the original is there. */
const LAST_RESORT: readonly Language[] = ["NL", "FR", "EN", "DE"];

/**
 * The text to show: in the asked language; else the first of the accepted languages that the map has; else the original;
 * else NL, FR, EN, DE in that order. An empty text counts as none; a map without any text gives "".
 */
export function pickText(map: LanguageMap, asked: Language | null | undefined, accept: readonly Language[]): string {
  return map[pickLanguage(map, asked, accept)] ?? "";
}

/** The language that {@link pickText} takes its text from. */
export function pickLanguage(
  map: LanguageMap,
  asked: Language | null | undefined,
  accept: readonly Language[],
): Language {
  const wanted = [...(asked ? [asked] : []), ...accept, map.original, ...LAST_RESORT];
  return wanted.find((language) => map[language]) ?? map.original;
}
