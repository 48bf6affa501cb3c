import type { LanguageMap } from "@segpol/schema/values";

const FORMS: readonly (readonly [RegExp, InWords])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, inWords({ day: "numeric", month: "long", year: "numeric" })],
  [/^\d{4}-\d{2}$/, inWords({ month: "long", year: "numeric" })],
];

/** Made once: making one takes longer than thousands of dates. */
interface InWords {
  readonly NL: Intl.DateTimeFormat;
  readonly FR: Intl.DateTimeFormat;
}

function inWords(options: Intl.DateTimeFormatOptions): InWords {
  const format = (locale: string) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  return { NL: format("nl-BE"), FR: format("fr-BE") };
}

/**
 * A date in Dutch and French words, where it is a day or a month: 8 december 2021. Any other date stands as it is in EDTF, for
 * somebody to put in words.
 */
export function dateInWords(edtf: string): LanguageMap {
  const words = FORMS.find(([form]) => form.test(edtf))?.[1];
  if (!words) return { original: "NL", NL: edtf };
  const instant = new Date(edtf.length === 7 ? `${edtf}-01` : edtf);
  if (Number.isNaN(instant.getTime())) return { original: "NL", NL: edtf };
  return { original: "NL", NL: words.NL.format(instant), FR: words.FR.format(instant) };
}
