/** The time zone in which the hub's events take place. */
export const ZONE = "Europe/Brussels";

/** Names that Windows has for zones, as far as calendars from here use them. */
const WINDOWS: Readonly<Record<string, string>> = {
  "romance standard time": ZONE,
  "w. europe standard time": "Europe/Berlin",
  "central europe standard time": "Europe/Budapest",
  "central european standard time": "Europe/Warsaw",
  "gmt standard time": "Europe/London",
  utc: "UTC",
};

/** A point on a wall clock. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The hour in which clocks here leap and fall back. */
const HOUR_OF_CHANGE = 2;
const DAY_MS = 86_400_000;

/** What the clock shows in Brussels when it shows this elsewhere; undefined: the zone is not known. */
export function inBrussels(time: WallTime, zone: string): WallTime | undefined {
  const name = WINDOWS[zone.toLowerCase()] ?? namesWithin(zone).find(isZone);
  if (name === undefined) return undefined;
  return name === ZONE ? secondsAfter(time, 0) : clock(instantIn(time, name), ZONE);
}

/** The names that one may have that is unique in the world: /example.org/20250101/America/Argentina/Salta. */
function namesWithin(zone: string): string[] {
  if (!zone.startsWith("/")) return [zone];
  const parts = zone.split("/");
  return [-3, -2].map((from) => parts.slice(from).join("/"));
}

function isZone(name: string): boolean {
  try {
    formatFor(name);
    return true;
  } catch {
    return false;
  }
}

/** The time that it is in Brussels some seconds after another; after none the same, or as late as the clock leaps. */
export function secondsAfter(time: WallTime, seconds: number): WallTime {
  if (seconds === 0 && time.hour !== HOUR_OF_CHANGE) return time;
  return clock(instantIn(time, ZONE) + seconds * 1000, ZONE);
}

/** The first instant at which a clock shows this; where it leaps over it, as if it had not leapt yet (RFC 5545, 3.3.5). */
function instantIn(time: WallTime, zone: string): number {
  const shown = toMs(time);
  const before = shown - offset(shown - DAY_MS, zone);
  const after = shown - offset(shown + DAY_MS, zone);
  return [before, after].find((instant) => instant + offset(instant, zone) === shown) ?? before;
}

/** What the clock shows in Brussels when it shows this where it is so many seconds ahead of UTC. */
export function atOffset(time: WallTime, seconds: number): WallTime {
  return clock(toMs(time) - seconds * 1000, ZONE);
}

/** Milliseconds since 1970 as if the clock stood in UTC. */
export function toMs({ year, month, day, hour, minute, second }: WallTime): number {
  // Date.UTC would take the years 0 to 99 for those of the last century.
  return new Date(new Date(0).setUTCFullYear(year, month - 1, day)).setUTCHours(hour, minute, second);
}

/** The reverse of {@link toMs}. */
export function fromMs(ms: number): WallTime {
  const at = new Date(ms);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}

const WALL_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}(?::\d{2})?)?$/;

/** A time of day in EDTF as the clock shows it in Brussels; undefined: it is none. */
export function readWallTime(edtf: string): WallTime | undefined {
  const [, day = "", hours, minutes, seconds = "00", zone] = WALL_TIME.exec(edtf) ?? [];
  if (hours === undefined) return undefined;
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const time = { year, month, day: date, hour: Number(hours), minute: Number(minutes), second: Number(seconds) };
  if (zone === undefined) return fromMs(toMs(time));
  const [ahead = "0", minutesAhead = "0"] = zone.replace("Z", "+00").split(":");
  const sign = zone.startsWith("-") ? -1 : 1;
  return atOffset(time, Number(ahead) * 3600 + sign * Number(minutesAhead) * 60);
}

/** YYYY-MM-DD. */
export function dayText({ year, month, day }: WallTime): string {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** YYYY-MM-DDTHH:MM:SS. */
export function timeText(time: WallTime): string {
  return `${dayText(time)}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function offset(instant: number, zone: string): number {
  return toMs(clock(instant, zone)) - instant;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a zone that nobody knows. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const format =
    FORMATS.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  FORMATS.set(timeZone, format);
  return format;
}

function clock(instant: number, timeZone: string): WallTime {
  const format = formatFor(timeZone);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** The rules of Brussels since 1996, for calendars that know no zones by name. */
export const VTIMEZONE = [
  "BEGIN:VTIMEZONE",
  `TZID:${ZONE}`,
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "DTSTART:19960331T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "DTSTART:19961027T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
].join("\r\n");
