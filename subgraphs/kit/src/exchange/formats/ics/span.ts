import type ICAL from "ical.js";
import { EdtfError, edtfBounds } from "@segpol/schema";
import { fromMs, inBrussels, toMs, type WallTime } from "./zones.js";

const DAY_MS = 86_400_000;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** When an event of a calendar takes place. */
export interface Span {
  /** A day, two days, a time of day, or two of those, in EDTF. */
  readonly edtf: string;
  readonly allDay: boolean;
  /** First and last day, YYYY-MM-DD. */
  readonly first: string;
  readonly last: string;
}

/** Reads DTSTART with DTEND or DURATION; undefined: they cannot be read, or name a zone that is not known. */
export function readSpan(event: ICAL.Component): Span | undefined {
  const start = momentOf(event.getFirstProperty("dtstart"));
  if (!start) return undefined;
  const endProperty = event.getFirstProperty("dtend");
  const end = endProperty ? momentOf(endProperty) : lasting(start, event.getFirstPropertyValue("duration"));
  if (!end || end.allDay !== start.allDay || toMs(end.time) < toMs(start.time)) return undefined;
  // The day on which an event of whole days ends is the first without it.
  const lastMs = start.allDay ? Math.max(toMs(end.time) - DAY_MS, toMs(start.time)) : toMs(end.time);
  const last = fromMs(lastMs);
  const text = start.allDay ? dayText : timeText;
  const [from, to] = [text(start.time), text(last)];
  const edtf = from === to ? from : `${from}/${to}`;
  try {
    const { earliest, latest } = edtfBounds(edtf);
    return { edtf, allDay: start.allDay, first: earliest, last: latest ?? earliest };
  } catch (error) {
    if (error instanceof EdtfError) return undefined;
    throw error;
  }
}

/** The begin and end that a date has in a calendar; undefined: it has no last day, so that it fits in none. */
export function spanOf(edtf: string): Span | undefined {
  const { earliest: first, latest: last } = edtfBounds(edtf);
  if (last === null) return undefined;
  return { edtf, allDay: !edtf.split("/").every((each) => TIME.test(each)), first, last };
}

interface Moment {
  readonly time: WallTime;
  readonly allDay: boolean;
}

function momentOf(property: ICAL.Property | null): Moment | undefined {
  const value: unknown = property?.getFirstValue();
  if (!property || !isTime(value)) return undefined;
  const { year, month, day, hour, minute, second, isDate } = value;
  const time: WallTime = { year, month, day, hour, minute, second };
  if (Number.isNaN(toMs(time))) return undefined;
  if (isDate) return { time: { ...time, hour: 0, minute: 0, second: 0 }, allDay: true };
  const zone: unknown = property.getFirstParameter("tzid");
  const isUtc = String((property.jCal as readonly unknown[])[3]).endsWith("Z");
  const local = isUtc ? inBrussels(time, "UTC") : typeof zone === "string" && zone ? inBrussels(time, zone) : time;
  return local && { time: local, allDay: false };
}

function isTime(value: unknown): value is WallTime & { isDate: boolean } {
  return typeof value === "object" && value !== null && "isDate" in value && "year" in value;
}

function lasting({ time, allDay }: Moment, duration: unknown): Moment {
  const seconds =
    typeof duration === "object" && duration !== null && "toSeconds" in duration
      ? (duration as ICAL.Duration).toSeconds()
      : allDay
        ? DAY_MS / 1000
        : 0;
  return { time: fromMs(toMs(time) + seconds * 1000), allDay };
}

function dayText({ year, month, day }: WallTime): string {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function timeText(time: WallTime): string {
  return `${dayText(time)}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
