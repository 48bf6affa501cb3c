import { type PartialDate, readSingleDate } from "./single-date.js";
import { END_OF_DAY, MIDNIGHT, readTime } from "./time-of-day.js";

const BETWEEN = / (?:-|–|—|tot en met|tot|t\/m|t\.?e\.?m\.?|au|à|jusqu'au|to|until|bis zum|bis) /i;
const AND = / (?:en|et|und|and|&) /i;
/** Without spaces only between days in figures, since a hyphen stands within dates as well: 15/10/2027-16/10/2027, 15-16/10/2027. */
const WITHOUT_SPACES = /^(\d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{4})?)?)\.?[-–](\d{1,2}[/.]\d{1,2}[/.]\d{4})$/;
/** 15-16 oktober 2027. */
const DAYS_OF_MONTH = /^(\d{1,2})\.?[-–](\d{1,2}\.? \p{L}.*)$/u;
/** 2027-2028, 2027–2028. */
const TWO_YEARS = /^(\d{4})[-–](\d{4})$/;
/** 10/2027-12/2027, oktober-november 2027. */
const TWO_MONTHS = /^(\d{1,2}[/.]\d{4}|\p{L}+\.?)[-–](\d{1,2}[/.]\d{4}|\p{L}+\.? \d{4})$/u;
/** 10-12/2027: months of a year. */
const MONTHS_OF_YEAR = /^(\d{1,2})[-–](\d{1,2}([/.]\d{4}))$/;
const BEFORE_TWO = /^(?:van|vanaf|du|de|vom|von|from|tussen|entre|between|zwischen) /i;

/** Two dates, or a date and its end, as they are written; what cannot be read stays as it is. */
export interface TwoDates {
  readonly begin: PartialDate | string;
  readonly end: PartialDate | string;
  /** Whether they are two alone, and not all that lies between: 14 en 16 maart. */
  readonly only: boolean;
}

/** Reads two dates; what one lacks it has of the other: 15 and 16 oktober 2027. Undefined: they are not two. */
export function readTwoDates(text: string): TwoDates | undefined {
  const bare = text.replace(BEFORE_TWO, "");
  const whole = between(bare);
  const [from, to] = whole.length > 0 ? whole : (pairOf(bare, AND) ?? []);
  if (from === undefined || to === undefined) return undefined;
  const first = readSingleDate(from);
  const time = first?.time === undefined ? undefined : readTime(to);
  if (first?.year !== undefined && time !== undefined) return { begin: first, end: timeOn(first, time), only: false };
  const last = readSingleDate(to);
  return {
    begin: first && last ? completedBegin(first, last) : (first ?? from),
    end: first && last ? completedEnd(first, last) : (last ?? to),
    only: whole.length === 0,
  };
}

/** 20:00-00:00 is until the end of the day. */
function timeOn(day: PartialDate, time: string): PartialDate {
  return { ...day, time: time === MIDNIGHT ? END_OF_DAY : time };
}

function between(text: string): readonly (string | undefined)[] {
  const two = pairOf(text, BETWEEN) ?? timesOf(text);
  if (two) return two;
  const [, month, lastMonth, year] = MONTHS_OF_YEAR.exec(text) ?? [];
  if (month !== undefined) return [`${month}${year}`, lastMonth];
  const forms = [WITHOUT_SPACES, DAYS_OF_MONTH, TWO_YEARS, TWO_MONTHS];
  const [, first, last] = forms.map((form) => form.exec(text)).find((found) => found !== null) ?? [];
  return first === undefined ? [] : [first, last];
}

function pairOf(text: string, separator: RegExp): readonly [string, string] | undefined {
  const [from = "", to, ...more] = text.split(separator);
  return to === undefined || more.length > 0 ? undefined : [from, to];
}

/** 15/10/2027 14:30-17:00. */
function timesOf(text: string): readonly [string, string] | undefined {
  const space = text.lastIndexOf(" ");
  const [first = "", last, ...more] = text.slice(space + 1).split(/[-–]/);
  if (space < 0 || last === undefined || more.length > 0 || !readTime(first) || !readTime(last)) return undefined;
  return [text.slice(0, space + 1) + first, last];
}

/** 30 dec - 2 jan 2028 begins in the year before. */
function completedBegin(first: PartialDate, last: PartialDate): PartialDate {
  if (first.year !== undefined || last.year === undefined) return first;
  const month = first.month ?? last.month;
  const isBefore = month !== undefined && last.month !== undefined && month > last.month;
  return { ...first, month, year: isBefore ? last.year - 1 : last.year };
}

/** 15/10/2027 t/m 16/10. */
function completedEnd(first: PartialDate, last: PartialDate): PartialDate {
  if (last.year !== undefined || first.year === undefined || last.month === undefined) return last;
  const isAfter = first.month !== undefined && last.month < first.month;
  return { ...last, year: isAfter ? first.year + 1 : first.year };
}
