import type ICAL from "ical.js";
import { EdtfError, edtfBounds } from "@segpol/schema/values";
import { type CellProblem, cellProblem, quoted } from "../../sheets/cell-problem.js";
import type { CalendarZones } from "./calendar-zones.js";
import { type Moment, momentOf, shownTime } from "./moment.js";
import { dayText, fromMs, readWallTime, secondsAfter, timeText, toMs, type WallTime } from "./zones.js";

const DAY_MS = 86_400_000;
const BEFORE_10000 = "an end before the year 10000";
/** More than there are until then: dates have an end in JavaScript, too. */
const MAX_DAYS = 4_000_000;

/** When an event of a calendar takes place. */
export interface Span {
  /** A day, two days, a time of day, or two of those, in EDTF. */
  readonly edtf: string;
  readonly allDay: boolean;
  /** In Brussels; of whole days the first one's begin. */
  readonly start: WallTime;
  /** The first moment after it; of an event that only begins its begin. */
  readonly end: WallTime;
}

/** When an event takes place, what cannot be read of it, and what is worth to be told. */
export interface SpanReading {
  readonly span: Span | undefined;
  readonly problem: CellProblem | undefined;
  readonly notices: readonly string[];
}

/** Reads DTSTART with DTEND or DURATION. */
export function readSpan(event: ICAL.Component, zones: CalendarZones): SpanReading {
  const start = read(event, "dtstart", zones);
  if (!("time" in start)) return { span: undefined, problem: start, notices: [] };
  const end = endOf(event, start, zones);
  const notices = [start, end].some((each) => "undeclared" in each && each.undeclared)
    ? ["a day without VALUE=DATE is read as a day"]
    : [];
  if (!("time" in end)) return { span: undefined, problem: end, notices };
  const span = spanBetween(start, end);
  const name = event.hasProperty("dtend") ? "dtend" : "duration";
  const far = span ? undefined : problem(name, BEFORE_10000, cameAs(event, name));
  return { span, problem: far, notices };
}

/** The begin and end that a date has in a calendar; undefined: it has no last day, so that it fits in none. */
export function spanOf(edtf: string): Span | undefined {
  const { earliest, latest } = edtfBounds(edtf);
  if (latest === null) return undefined;
  const [from = "", to = from] = edtf.split("/");
  const [start, end] = [readWallTime(from), readWallTime(to)];
  if (start && end) return { edtf, allDay: false, start, end };
  const [first, last] = [readWallTime(`${earliest}T00:00`), readWallTime(`${latest}T24:00`)];
  return first && last && { edtf, allDay: true, start: first, end: last };
}

/** Whether two spans are the same time. */
export function isSameSpan(one: Span, other: Span): boolean {
  return isSameTime(one.start, other.start) && isSameTime(one.end, other.end);
}

/** Also where one is a time that the clock leaps over. */
function isSameTime(one: WallTime, other: WallTime): boolean {
  return toMs(secondsAfter(one, 0)) === toMs(secondsAfter(other, 0));
}

function read(event: ICAL.Component, name: "dtstart" | "dtend", zones: CalendarZones): Moment | CellProblem {
  const expected = "a day, or a time in a zone that is known";
  return momentOf(event, name, zones) ?? problem(name, expected, shownTime(event, name));
}

function endOf(event: ICAL.Component, start: Moment, zones: CalendarZones): Moment | CellProblem {
  if (!event.hasProperty("dtend")) return afterDuration(event, start);
  const end = read(event, "dtend", zones);
  if (!("time" in end)) return end;
  const came = shownTime(event, "dtend");
  if (end.allDay !== start.allDay) {
    return problem("dtend", start.allDay ? "a day, as DTSTART is one" : "a time, as DTSTART is one", came);
  }
  return toMs(end.time) < toMs(start.time) ? problem("dtend", "an end after DTSTART", came) : end;
}

/** Without a duration a day lasts until the next one, and a time is only when something begins. */
function afterDuration(event: ICAL.Component, begin: Moment): Moment | CellProblem {
  const { allDay } = begin;
  const property = event.getFirstProperty("duration");
  const lasting = property ? lastingOf(property) : { days: allDay ? 1 : 0, seconds: 0 };
  if (!lasting) return problem("duration", "a duration such as PT1H30M", cameAs(event, "duration"));
  const { days, seconds } = lasting;
  if (days + seconds / 86_400 > MAX_DAYS) return problem("duration", BEFORE_10000, cameAs(event, "duration"));
  const onLastDay = begin.daysLater(days);
  const time = allDay ? fromMs(toMs(onLastDay) + seconds * 1000) : secondsAfter(onLastDay, seconds);
  return { ...begin, time, undeclared: false };
}

function cameAs(event: ICAL.Component, name: "dtend" | "duration"): string | undefined {
  if (name === "dtend") return shownTime(event, name);
  const property = event.getFirstProperty(name);
  return property ? String(property.jCal[3]) : undefined;
}

/** RFC 5545, 3.3.6: neither years nor months, nor parts of a second, a minute or an hour. */
const DURATION = /^\+?P(?=[\dT])(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/**
 * Days are those of a calendar where the event begins, and hours those of a clock: a day in which the clock changes has 23 or 25. By an expression of our own: the library
 * reads half an hour out of PT1.5H, and a minute out of P1M.
 */
function lastingOf(property: ICAL.Property): { readonly days: number; readonly seconds: number } | undefined {
  const parts = DURATION.exec(String(property.jCal[3]).trim());
  if (!parts) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds };
}

/** The end is the first moment without the event: until midnight is until the end of the day before (RFC 5545, 3.6.1). */
function spanBetween({ time: start, allDay: declared }: Moment, { time }: Moment): Span | undefined {
  // A day that ends on itself is that day.
  const end = declared ? fromMs(Math.max(toMs(time), toMs(start) + DAY_MS)) : time;
  const isEmpty = toMs(start) === toMs(end);
  const allDay = declared || (isMidnight(start) && isMidnight(end) && !isEmpty);
  const lastDay = fromMs(toMs(end) - DAY_MS);
  const from = allDay ? dayText(start) : timeText(start);
  const to = allDay ? dayText(lastDay) : isMidnight(end) && !isEmpty ? `${dayText(lastDay)}T24:00:00` : timeText(end);
  const edtf = from === to ? from : `${from}/${to}`;
  try {
    edtfBounds(edtf);
    return { edtf, allDay, start, end };
  } catch (error) {
    if (error instanceof EdtfError) return undefined;
    throw error;
  }
}

function isMidnight({ hour, minute, second }: WallTime): boolean {
  return hour + minute + second === 0;
}

function problem(name: string, expected: string, came: string | undefined): CellProblem {
  return cellProblem(name.toUpperCase(), "BAD_CALENDAR_DATE", expected, came === undefined ? "none" : quoted(came));
}
