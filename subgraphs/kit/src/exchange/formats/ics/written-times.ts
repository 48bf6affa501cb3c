import type ICAL from "ical.js";

const PREFIX = "x-segpol-written-";
const TIMES = /^(DTSTART|DTEND)((?:;(?:"[^"\r\n]*"|[^":\r\n])*)?:)(.*)$/gim;

/**
 * A calendar in which DTSTART and DTEND stand a second time, under names of our own: of their values the library keeps what it finds at
 * the places that it expects, so that an offset after a time is lost.
 */
export function withWrittenTimes(text: string): string {
  return text.replaceAll(
    TIMES,
    (line, name: string, _parameters, value: string) => `${line}\n${PREFIX}${name}:${value}`,
  );
}

/** What stands in DTSTART or DTEND, as it was written; undefined: there is none. */
export function writtenTime(event: ICAL.Component, name: "dtstart" | "dtend"): string | undefined {
  const property = event.getFirstProperty(PREFIX + name);
  return property ? String((property.jCal as unknown as readonly unknown[])[3]).trim() : undefined;
}
