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

export function isPageLanguage(text: string | undefined): text is PageLanguage {
  return PAGE_LANGUAGES.some((language) => language === text);
}
