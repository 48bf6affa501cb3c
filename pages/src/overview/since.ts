import { asOfDay, dayIn, endOfDay } from "../address/as-of.js";

const WEEK_MS = 7 * 86_400_000;

/** The day from which on changes are counted: the one that the reader picks, by default a week before the day that is read. */
export function sinceOf(search: URLSearchParams): string {
  const until = asOfDay(search);
  const now = until === undefined ? new Date() : new Date(endOfDay(until));
  return dayIn(search, "since") ?? new Date(now.getTime() - WEEK_MS).toISOString().slice(0, 10);
}
