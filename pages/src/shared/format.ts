import { FORMAT_LOCALES } from "../address/language.js";
import { usePageLanguage } from "../address/use-page-path.js";

const BRUSSELS = "Europe/Brussels";

export interface Format {
  /** @param day such as 2022-03-16 */
  day(day: string): string;
  /** An instant, by the clock in Belgium. */
  instant(instant: string): string;
  number(value: number): string;
  /** 0.25 as 25 %. */
  percent(share: number): string;
}

/** Days, instants and numbers as readers of the page's language write them. */
export function useFormat(): Format {
  const locale = FORMAT_LOCALES[usePageLanguage()];
  return {
    day: (day) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    instant: (instant) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: BRUSSELS }).format(
        new Date(instant),
      ),
    number: (value) => new Intl.NumberFormat(locale).format(value),
    percent: (share) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share),
  };
}
