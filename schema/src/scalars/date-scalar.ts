import { isCalendarDay } from "../dates/calendar-day.js";
import { createTextScalar } from "./text-scalar.js";

/**
 * The contract's Date: a calendar day. A string YYYY-MM-DD inside and outside; a resolver may also give a JavaScript Date, of
 * which the UTC day counts.
 */
export const DateScalar = createTextScalar<string>({
  name: "Date",
  description: "ISO 8601 calendar date, such as 2022-03-16.",
  expected: "a calendar date YYYY-MM-DD in the years 0001 to 9999, such as 2022-03-16",
  read: (text) => (isCalendarDay(text) ? { value: text } : { problem: "" }),
  write: (value) => {
    if (typeof value === "string") return isCalendarDay(value) ? value : undefined;
    return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString().slice(0, 10) : undefined;
  },
});
