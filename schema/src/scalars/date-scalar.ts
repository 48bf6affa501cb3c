import { createTextScalar } from "./text-scalar.js";

/** PostgreSQL, as history, knows no year 0. */
const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

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

/** Whether a text is YYYY-MM-DD and names a day that exists. */
export function isCalendarDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
