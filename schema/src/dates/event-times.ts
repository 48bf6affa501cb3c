/** When an event begins and ends: RFC 3339 instants in UTC, such as 2027-03-16T08:00:00.000Z; null: its date states no such time. */
export interface EventTimes {
  readonly start: string | null;
  readonly end: string | null;
}

/** The zone of times that state none. */
const ZONE = "Europe/Brussels";
/** Summer time first: of an hour that the clock shows twice, the first. */
const OFFSETS = ["+02:00", "+01:00"] as const;
const TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}(?::\d{2})?)?$/;

const CLOCK = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });

/** The times of day in a date in EDTF: 2027-03-16T09:00/2027-03-16T17:00. A day, or a date that is not sure, has none. */
export function eventTimes(edtf: string): EventTimes {
  const [start = "", end = "", ...more] = edtf.split("/");
  return more.length > 0 ? { start: null, end: null } : { start: instantOf(start), end: instantOf(end) };
}

function instantOf(edtf: string): string | null {
  const [, day, minutes, seconds = "00", zone] = TIME.exec(edtf) ?? [];
  if (day === undefined) return null;
  const at = (offset: string): Date => new Date(`${day}T${minutes}:${seconds}${offset}`);
  if (zone !== undefined) return textOf(at(zone.length === 3 ? `${zone}:00` : zone));
  const written = textOf(at("Z"));
  if (written === null) return null;
  // At 24:00 the clock shows the begin of the next day.
  const shown = written.slice(0, 19).replace("T", " ");
  // What the clock leaps over is as if it had not leapt yet.
  return textOf(OFFSETS.map(at).find((instant) => CLOCK.format(instant) === shown) ?? at("+01:00"));
}

/** Null: there is no such time, or none that RFC 3339 can write, as its years have four digits. */
function textOf(instant: Date): string | null {
  const text = Number.isNaN(instant.getTime()) ? "" : instant.toISOString();
  return /^\d{4}-/.test(text) ? text : null;
}
