import ICAL from "ical.js";
import { atOffset, inBrussels, toMs, type WallTime, ZONE } from "./zones.js";

/** Rules other than of each year would give onsets without end. */
const PARTS_OF_RULES = new Set([
  "FREQ",
  "INTERVAL",
  "BYMONTH",
  "BYDAY",
  "BYMONTHDAY",
  "BYHOUR",
  "BYMINUTE",
  "BYSECOND",
]);
const ENDS_OF_RULES = new Set(["UNTIL", "COUNT", "WKST"]);
const LAST_YEAR = 2200;
/** Of all zones of a file: some 80 rules since 1601. */
const MAX_ONSETS = 50_000;

/** From this time on, as the clock showed before it, the offset is this one. */
interface Onset {
  readonly ms: number;
  readonly secondsBefore: number;
  readonly seconds: number;
}

/** The zones that the times of a file name: its own, else those that everybody knows. */
export class CalendarZones {
  readonly #components = new Map<string, ICAL.Component>();
  readonly #onsets = new Map<string, readonly Onset[]>();
  #left = MAX_ONSETS;

  constructor(calendars: readonly ICAL.Component[]) {
    for (const zone of calendars.flatMap((calendar) => calendar.getAllSubcomponents("vtimezone"))) {
      const name: unknown = zone.getFirstPropertyValue("tzid");
      if (typeof name === "string") this.#components.set(name.trim(), zone);
    }
  }

  /** What the clock shows in Brussels when it shows this in a zone; undefined: the zone is not known. */
  inBrussels(time: WallTime, zone: string): WallTime | undefined {
    const own = zone === ZONE ? undefined : this.#offset(time, zone);
    return own === undefined ? inBrussels(time, zone) : atOffset(time, own);
  }

  /** Seconds ahead of UTC by the file's own definition; undefined: it has none. */
  #offset(time: WallTime, zone: string): number | undefined {
    const component = this.#components.get(zone);
    if (!component) return undefined;
    const onsets = this.#onsets.get(zone) ?? this.#onsetsOf(component);
    this.#onsets.set(zone, onsets);
    const ms = toMs(time);
    const last = onsets.findLast((onset) => onset.ms <= ms);
    return last ? last.seconds : onsets[0]?.secondsBefore;
  }

  #onsetsOf(zone: ICAL.Component): Onset[] {
    return zone
      .getAllSubcomponents()
      .filter(({ name }) => name === "standard" || name === "daylight")
      .flatMap((part) => this.#onsetsOfPart(part))
      .toSorted((a, b) => a.ms - b.ms);
  }

  #onsetsOfPart(part: ICAL.Component): Onset[] {
    try {
      const offsets = { secondsBefore: secondsOf(part, "tzoffsetfrom"), seconds: secondsOf(part, "tzoffsetto") };
      return [...timesOf(part)].flatMap((time) => {
        this.#left -= 1;
        return this.#left < 0 ? [] : [{ ms: toMs(time), ...offsets }];
      });
    } catch {
      // What the library cannot read of a zone is as good as not there.
      return [];
    }
  }
}

function secondsOf(part: ICAL.Component, name: string): number {
  const value: unknown = part.getFirstPropertyValue(name);
  if (value instanceof ICAL.UtcOffset) return value.toSeconds();
  throw new Error(`Expected ${name}; got none.`);
}

function* timesOf(part: ICAL.Component): Generator<WallTime> {
  const start: unknown = part.getFirstPropertyValue("dtstart");
  if (!(start instanceof ICAL.Time)) return;
  yield start;
  for (const dates of part.getAllProperties("rdate")) {
    for (const date of dates.getValues() as unknown[]) if (date instanceof ICAL.Time) yield date;
  }
  const rule: unknown = part.getFirstPropertyValue("rrule");
  if (!(rule instanceof ICAL.Recur) || !isYearly(rule)) return;
  const times = rule.iterator(start);
  for (let time = times.next(); time && time.year <= LAST_YEAR; time = times.next()) yield time;
}

function isYearly(rule: ICAL.Recur): boolean {
  const names = String(rule)
    .split(";")
    .map((part) => part.split("=", 1)[0] ?? "");
  return rule.freq === "YEARLY" && names.every((name) => PARTS_OF_RULES.has(name) || ENDS_OF_RULES.has(name));
}
