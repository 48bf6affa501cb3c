import type { FuzzyDateValue } from "@segpol/schema";

/** What has no last day comes after everything that has one. */
const OPEN_ENDED = "9999-12-31";

/** The last day a date can mean, for putting dates in order. */
export function lastDay(date: FuzzyDateValue): string {
  return date.latest ?? OPEN_ENDED;
}

/** Oldest first by the last day a date can mean; what falls on the same day keeps its order. */
export function inTime<T extends { date: FuzzyDateValue }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => compare(lastDay(a.date), lastDay(b.date)));
}

/** -1, 0 or 1, for texts that sort by their characters. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
