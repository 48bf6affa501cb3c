import type { LanguageMap } from "@segpol/schema";

const FORMS: readonly (readonly [RegExp, Intl.DateTimeFormatOptions])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, { day: "numeric", month: "long", year: "numeric" }],
  [/^\d{4}-\d{2}$/, { month: "long", year: "numeric" }],
];
const LOCALES = { NL: "nl-BE", FR: "fr-BE" } as const;

/**
 * A date in Dutch and French words, where it is a day or a month: 8 december 2021. Any other date stands as it is in EDTF, for
 * somebody to put in words.
 */
export function dateInWords(edtf: string): LanguageMap {
  const options = FORMS.find(([form]) => form.test(edtf))?.[1];
  if (!options) return { original: "NL", NL: edtf };
  const instant = new Date(edtf.length === 7 ? `${edtf}-01` : edtf);
  if (Number.isNaN(instant.getTime())) return { original: "NL", NL: edtf };
  const inWords = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(instant);
  return { original: "NL", NL: inWords(LOCALES.NL), FR: inWords(LOCALES.FR) };
}
