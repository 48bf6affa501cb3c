import type ICAL from "ical.js";
import { isCalendarDay } from "@segpol/schema/values";
import type { CalendarZones } from "./calendar-zones.js";
import { writtenTime } from "./content-lines.js";
import { atOffset, fromMs, toMs, type WallTime, ZONE } from "./zones.js";

/** A begin or an end. */
export interface Moment {
  /** In Brussels; of a day its begin. */
  readonly time: WallTime;
  readonly allDay: boolean;
  /** Whether it is a day that was not said to be one. */
  readonly undeclared: boolean;
  /** What it is in Brussels when it is so many days later where it was written. */
  readonly daysLater: (days: number) => WallTime;
}

const DAY_MS = 86_400_000;

/** 20270316, 20270316T090000, 2027-03-16T09:00:00Z, 20270316T090000+0100. */
const WRITTEN =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/i;

/** Reads DTSTART or DTEND; undefined: there is none, it cannot be read, or its zone is not known. */
export function momentOf(event: ICAL.Component, name: "dtstart" | "dtend", zones: CalendarZones): Moment | undefined {
  const property = event.getFirstProperty(name);
  const type: unknown = property?.type;
  if (!property || (type !== "date" && type !== "date-time")) return undefined;
  const parts = WRITTEN.exec(writtenTime(event, name) ?? "");
  const [, years, months, days, hours, minutes = "00", seconds = "00", utc, sign, ahead, minutesAhead] = parts ?? [];
  if (!isCalendarDay(`${years}-${months}-${days}`)) return undefined;
  const [year, month, day] = [Number(years), Number(months), Number(days)];
  const undeclared = type === "date-time" && hours === undefined;
  if (type === "date" || undeclared) {
    const time = { year, month, day, hour: 0, minute: 0, second: 0 };
    return { time, allDay: true, undeclared, daysLater: (days) => later(time, days) };
  }
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (hour * 3600 + minute * 60 + second > 86_400 || minute > 59 || second > 59) return undefined;
  const time = fromMs(toMs({ year, month, day, hour, minute, second }));
  const zone = utc === undefined ? zoneOf(property) : "UTC";
  const offset = (Number(ahead) * 60 + Number(minutesAhead)) * (sign === "-" ? -60 : 60);
  const here = (there: WallTime): WallTime | undefined =>
    sign === undefined ? zones.inBrussels(there, zone) : atOffset(there, offset);
  const local = here(time);
  if (!local) return undefined;
  return {
    time: local,
    allDay: false,
    undeclared: false,
    daysLater: (days) => here(later(time, days)) ?? later(local, days),
  };
}

function later(time: WallTime, days: number): WallTime {
  return fromMs(toMs(time) + days * DAY_MS);
}

/** What stands in DTSTART or DTEND, for a message; undefined: there is none. */
export function shownTime(event: ICAL.Component, name: "dtstart" | "dtend"): string | undefined {
  const written = writtenTime(event, name);
  const zone = event.getFirstProperty(name)?.getFirstParameter("tzid");
  return written === undefined || !zone ? written : `${written} (TZID=${zone})`;
}

/** A time without a zone is one here. */
function zoneOf(property: ICAL.Property): string {
  const zone: unknown = property.getFirstParameter("tzid");
  return (typeof zone === "string" && zone.trim()) || ZONE;
}
