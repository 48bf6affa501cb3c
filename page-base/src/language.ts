/** The languages that pages come in; the first part of their address. */
export const PAGE_LANGUAGES = ["nl", "fr", "de", "en"] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<PageLanguage, string>> = {
  nl: "Nederlands",
  fr: "Français",
  de: "Deutsch",
  en: "English",
};

/** For dates and numbers as people in Belgium write them. */
export const FORMAT_LOCALES: Readonly<Record<PageLanguage, string>> = {
  nl: "nl-BE",
  fr: "fr-BE",
  de: "de-BE",
  en: "en-GB",
};

export interface Punctuation {
  /** Between a label and what it labels. */
  readonly colon: string;
  /** Between such pairs. */
  readonly semicolon: string;
}

const FRENCH: Punctuation = { colon: "\u00A0: ", semicolon: "\u202F; " };
const PLAIN: Punctuation = { colon: ": ", semicolon: "; " };

/** In French there is a space before signs, at which no line is broken. @param language such as fr */
export function punctuationIn(language: string): Punctuation {
  return language === "fr" ? FRENCH : PLAIN;
}

export function isPageLanguage(text: string | undefined): text is PageLanguage {
  return PAGE_LANGUAGES.some((language) => language === text);
}
