import { isCalendarDay } from "../dates/calendar-day.js";
import { createTextScalar } from "./text-scalar.js";

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * The contract's DateTime: an instant. A JavaScript Date inside, RFC 3339 in UTC with milliseconds outside; input may carry
 * another offset, and a resolver may give an RFC 3339 text as well.
 */
export const DateTimeScalar = createTextScalar<Date>({
  name: "DateTime",
  description: "RFC 3339 instant in UTC, such as 2022-03-16T09:30:00.000Z.",
  expected: "an RFC 3339 instant in the years 0001 to 9999, such as 2022-03-16T09:30:00Z",
  read: (text) => {
    const value = readInstant(text);
    return value ? { value } : { problem: "" };
  },
  write: (value) => {
    const instant = typeof value === "string" ? readInstant(value) : value;
    return instant instanceof Date && !Number.isNaN(instant.getTime()) ? instant.toISOString() : undefined;
  },
});

function readInstant(text: string): Date | undefined {
  const day = INSTANT.exec(text)?.[1];
  if (day === undefined || !isCalendarDay(day)) return undefined;
  const instant = new Date(text);
  // Its offset may take it out of the years that it is written with.
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9999 ? instant : undefined;
}

/** Whether a text is an RFC 3339 instant in the years 0001 to 9999. */
export function isInstant(text: string): boolean {
  return readInstant(text) !== undefined;
}
