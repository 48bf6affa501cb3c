import type { ComposedDate } from "./composed-date.js";

/** Records say their dates in words in both languages of the content. */
type WordLanguage = "NL" | "FR";

/** The words of a date that a record keeps, such as {NL: "8 december 2021", FR: "8 décembre 2021"}. */
export interface DateWords {
  readonly original: "NL";
  readonly NL: string;
  readonly FR: string;
}

const LOCALES = { NL: "nl-BE", FR: "fr-BE" } as const;
const OPTIONS: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  7: { month: "long", year: "numeric" },
  10: { day: "numeric", month: "long", year: "numeric" },
};

/** The words for what was composed; undefined: somebody has to find them. */
export function wordsOf(date: ComposedDate): DateWords | undefined {
  const NL = say(date, "NL");
  const FR = say(date, "FR");
  return NL === undefined || FR === undefined ? undefined : { original: "NL", NL, FR };
}

function say(date: ComposedDate, language: WordLanguage): string | undefined {
  const isDutch = language === "NL";
  switch (date.form) {
    case "DAY":
    case "MONTH":
    case "YEAR": {
      const words = part(date.on, language);
      return words === undefined || !date.isAbout ? words : `${isDutch ? "omstreeks" : "vers"} ${words}`;
    }
    case "RANGE": {
      const [from, to] = [part(date.from, language), part(date.to, language)];
      if (from === undefined || to === undefined) return undefined;
      if (isDutch) return `van ${from} tot ${to}`;
      return `${isDay(date.from) ? "du" : "de"} ${from} ${isDay(date.to) ? "au" : "à"} ${to}`;
    }
    case "OPEN": {
      const from = part(date.from, language);
      if (from === undefined) return undefined;
      return isDutch ? `vanaf ${from}` : `à partir ${isDay(date.from) ? "du" : "de"} ${from}`;
    }
    default:
      return undefined;
  }
}

function isDay(text: string): boolean {
  return text.length === 10;
}

/** A year, a month or a day in words; undefined: it is none. */
function part(text: string, language: WordLanguage): string | undefined {
  if (/^\d{4}$/.test(text)) return text;
  const options = OPTIONS[text.length];
  const instant = new Date(text.length === 7 ? `${text}-01` : text);
  if (!options || Number.isNaN(instant.getTime())) return undefined;
  return new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: "UTC" }).format(instant);
}
