import { LANGUAGES, type Language } from "@segpol/schema/values";

/** The contract's languages as the other closed lists are: an object of which every key equals its value. */
export const LanguageEnum = Object.fromEntries(LANGUAGES.map((language) => [language, language])) as {
  readonly [L in Language]: L;
};
