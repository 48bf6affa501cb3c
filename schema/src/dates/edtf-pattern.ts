/** First and last day that a date with unspecified digits can name, as milliseconds since 1970. */
export interface PatternRange {
  readonly min: number;
  readonly max: number;
}

const PATTERN = /^([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The days that a pattern such as 2022-X2-31 or 202X-02-29 can name; undefined: it names none, or is no pattern.
 * The library fills in each digit by itself, so that its bounds can be days that the pattern excludes.
 */
export function patternRange(text: string): PatternRange | undefined {
  const [, years, months = "XX", days = "XX"] = PATTERN.exec(text) ?? [];
  if (years === undefined) return undefined;
  const parts = { years: matching(years, 0, 9999), months: matching(months, 1, 12), days: matching(days, 1, 31) };
  const first = firstDay(parts);
  const last = firstDay({
    years: parts.years.toReversed(),
    months: parts.months.toReversed(),
    days: parts.days.toReversed(),
  });
  return first === undefined || last === undefined ? undefined : { min: first, max: last };
}

interface Parts {
  readonly years: readonly number[];
  readonly months: readonly number[];
  readonly days: readonly number[];
}

/** The first combination, in the order given, that is a day of the calendar. */
function firstDay({ years, months, days }: Parts): number | undefined {
  for (const year of years) {
    for (const month of months) {
      const day = days.find((each) => each <= daysIn(year, month));
      if (day !== undefined) return startOfDay(year, month, day);
    }
  }
  return undefined;
}

/** The numbers of a range that are written with these digits, X standing for any. */
function matching(digits: string, from: number, to: number): number[] {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  if (/^X+$/.test(digits)) return numbers;
  return numbers.filter((each) => {
    const written = String(each).padStart(digits.length, "0");
    return digits.split("").every((digit, index) => digit === "X" || digit === written[index]);
  });
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

/** Date.UTC would take the years 0 to 99 for those of the last century. */
function startOfDay(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
