import type { EventDateFragment } from "../generated/operations.js";

/** How well it is known when an event takes place. */
export type Certainty = "DAY" | "APPROXIMATE" | "OPEN_ENDED" | "UNDATED";

/** A day, with or without a time, of which nothing is uncertain, in EDTF. */
const DAY = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

/** A day, or a first and a last day, that are known; a month, a season, one of several days, or about a day; without an end; without a date. */
export function certaintyOf(date: Pick<EventDateFragment, "edtf" | "latest"> | null | undefined): Certainty {
  if (!date) return "UNDATED";
  if (date.latest == null) return "OPEN_ENDED";
  const days = date.edtf.split("/");
  return days.length <= 2 && days.every((day) => DAY.test(day)) ? "DAY" : "APPROXIMATE";
}
