import ICAL from "ical.js";
import { isCalendarDay } from "@segpol/schema/values";
import type { CalendarZones } from "./calendar-zones.js";
import { inBrussels, type WallTime } from "./zones.js";

/** A begin or an end. */
export interface Moment {
  /** In Brussels; of a day its begin. */
  readonly time: WallTime;
  readonly allDay: boolean;
  /** Whether it is a day that was not said to be one. */
  readonly undeclared: boolean;
}

/** As the library has a value of a calendar: marks between what it takes for year, month, day, hours, minutes and seconds. */
const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:T(?::|(\d{2}):(\d{2})):?(\d{2})?(Z)?)?$/;

/** Reads DTSTART or DTEND; undefined: it cannot be read, or its zone is not known. */
export function momentOf(property: ICAL.Property, zones: CalendarZones): Moment | undefined {
  const { value, type } = rawOf(property);
  const [, day = "", hours, minutes = "00", seconds = "00", utc] = WRITTEN.exec(value) ?? [];
  if ((type !== "date" && type !== "date-time") || !isCalendarDay(day)) return undefined;
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const undeclared = type === "date-time" && hours === undefined;
  if (type === "date" || undeclared) {
    return { time: { year, month, day: date, hour: 0, minute: 0, second: 0 }, allDay: true, undeclared };
  }
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (hour * 3600 + minute * 60 + second > 86_400 || minute > 59 || second > 59) return undefined;
  const time = { year, month, day: date, hour, minute, second };
  const zone: unknown = property.getFirstParameter("tzid");
  const named = typeof zone === "string" && zone !== "" ? zones.inBrussels(time, zone) : time;
  const local = utc === undefined ? named : inBrussels(time, "UTC");
  return local && { time: local, allDay: false, undeclared: false };
}

/** What stands in a property, as far as the library tells, for a message. */
export function writtenIn(property: ICAL.Property): string {
  return rawOf(property).value.replaceAll(/[-:]/g, "");
}

function rawOf(property: ICAL.Property): { readonly value: string; readonly type: string } {
  const [, , type, value] = property.jCal as unknown as readonly unknown[];
  return { type: String(type), value: String(value) };
}
