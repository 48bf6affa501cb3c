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

/** What the clock shows in Brussels when it shows this elsewhere; undefined: the zone is not known. */
export function inBrussels(time: WallTime, zone: string): WallTime | undefined {
  const name = WINDOWS[zone.toLowerCase()] ?? zone.replace(/^\/.*\/(\w+\/\w+)$/, "$1");
  if (name === ZONE) return time;
  try {
    const asUtc = toMs(time);
    // Twice, because the offset may differ before and after a change of the clock.
    let instant = asUtc - offset(asUtc, name);
    instant = asUtc - offset(instant, name);
    return clock(instant, ZONE);
  } catch {
    return undefined;
  }
}

/** Milliseconds since 1970 as if the clock stood in UTC. */
export function toMs({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
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

function offset(instant: number, zone: string): number {
  return toMs(clock(instant, zone)) - instant;
}

function clock(instant: number, timeZone: string): WallTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
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
