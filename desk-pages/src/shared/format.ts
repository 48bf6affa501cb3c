import { FORMAT_LOCALES } from "@segpol/page-base/language";
import { usePageLanguage } from "./page-path.js";

const BRUSSELS = "Europe/Brussels";

export interface Format {
  /** @param day such as 2022-03-16 */
  day(day: string): string;
  /** An instant, by the clock in Belgium. */
  instant(instant: string): string;
}

/** Days and instants as readers of the page's language write them. */
export function useFormat(): Format {
  const locale = FORMAT_LOCALES[usePageLanguage()];
  return {
    day: (day) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)),
    instant: (instant) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: BRUSSELS }).format(
        new Date(instant),
      ),
  };
}
