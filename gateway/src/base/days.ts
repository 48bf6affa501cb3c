import { belgianDay } from "@segpol/server";

const HOUR_MS = 3_600_000;

/** When the day of this instant ends in Belgium, both in milliseconds since 1970. Days begin at full hours there, in winter and in summer. */
export function endOfDay(instant: number): number {
  const day = belgianDay(new Date(instant));
  let end = Math.floor(instant / HOUR_MS) * HOUR_MS + HOUR_MS;
  while (belgianDay(new Date(end)) === day) end += HOUR_MS;
  return end;
}

/** The last instant of a day in Belgium. */
export function lastInstantOf(day: string): Date {
  return new Date(endOfDay(Date.parse(`${day}T12:00:00Z`)) - 1);
}

/** The day so many days later. Both YYYY-MM-DD. */
export function daysLater(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return isoDay(Date.UTC(year, month - 1, date + days));
}

/** The same day of the month so many months later; the last of a month stays one. Both YYYY-MM-DD. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastOf = (index: number): number => new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  const index = month - 1 + months;
  const isLast = date === lastOf(month - 1);
  return isoDay(Date.UTC(year, index, isLast ? lastOf(index) : Math.min(date, lastOf(index))));
}

function isoDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, "YYYY-MM-DD".length);
}
