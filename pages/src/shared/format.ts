import { FORMAT_LOCALES, type PageLanguage, type Punctuation, punctuationIn } from "@segpol/page-base/language";
import { usePageLanguage } from "../address/use-page-path.js";

const BRUSSELS = "Europe/Brussels";
const DECIMALS = {
  maximumFractionDigits: 3,
  maximumSignificantDigits: 3,
  roundingPriority: "morePrecision",
} as const;
const KILO = 1000;
const COUNTRY = /^[A-Z]{2}$/;

function timeOfDay(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: BRUSSELS });
}

export interface Format extends Punctuation {
  /** @param day such as 2022-03-16 */
  day(day: string): string;
  /** In figures, with two for the year. @param day such as 2022-03-16 */
  shortDay(day: string): string;
  /** The month that a day lies in, written out. @param day such as 2022-03-16 */
  longMonth(day: string): string;
  /** An instant, by the clock in Belgium. */
  instant(instant: string): string;
  /** A time of day, by the clock in Belgium. */
  time(instant: string): string;
  /** From one time of day to another, with the days where these differ; by the clock in Belgium. */
  times(start: string, end: string): string;
  /** @param day in the month, such as 2022-03-01 */
  month(day: string): string;
  /** With three decimals, or three digits that count where the value is small. */
  number(value: number): string;
  /** 0.25 as 25 %. */
  percent(share: number): string;
  /** 2048 as 2 kB. */
  bytes(count: number): string;
  /** The name of a language. @param code such as NL */
  language(code: string): string;
  /** The name of a country; a code that there is none for stands as it is. @param code such as BE */
  country(code: string): string;
}

/** Days, instants and numbers as readers of the page's language write them. */
export function useFormat(): Format {
  return formatIn(usePageLanguage());
}

/** The same in any language that pages come in. */
export function formatIn(language: PageLanguage): Format {
  const locale = FORMAT_LOCALES[language];
  return {
    ...punctuationIn(language),
    day: (day) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    shortDay: (day) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    longMonth: (day) =>
      new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
        new Date(`${day.slice(0, 7)}-01T00:00:00Z`),
      ),
    instant: (instant) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: BRUSSELS }).format(
        new Date(instant),
      ),
    time: (instant) => timeOfDay(locale).format(new Date(instant)),
    times: (start, end) => timeOfDay(locale).formatRange(new Date(start), new Date(end)),
    month: (day) =>
      new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    number: (value) => new Intl.NumberFormat(locale, DECIMALS).format(value),
    percent: (share) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share),
    bytes: (count) => {
      const [value, unit] =
        count < KILO
          ? [count, "byte"]
          : count < KILO ** 2
            ? [count / KILO, "kilobyte"]
            : [count / KILO ** 2, "megabyte"];
      return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
    },
    language: (code) => new Intl.DisplayNames(locale, { type: "language" }).of(code.toLowerCase()) ?? code,
    country: (code) =>
      COUNTRY.test(code) ? (new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code) : code,
  };
}
