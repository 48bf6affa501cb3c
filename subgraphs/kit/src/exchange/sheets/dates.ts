import { EdtfError, edtfBounds, isCalendarDay } from "@segpol/schema/values";
import { type PartialDate, readSingleDate } from "./single-date.js";
import { END_OF_DAY, MIDNIGHT } from "./time-of-day.js";
import { readTwoDates, type TwoDates } from "./two-dates.js";

/** As workbooks and programs write days. */
const DAY_AT_MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?$/;
const TIME_IN_EDTF = /^\d{4}-\d{2}-\d{2}T/;
/** 2027-10-15 14:30:00+02:00. */
const TIME_WITH_OFFSET = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}(?::\d{2})?))$/;
/** With words as an import makes them of a date without an end: vanaf mei 2027, à partir d'avril 2027. */
const SINCE =
  /^(?:vanaf|sinds|à partir d(?:u|e)|à partir d(?=['’])|depuis(?: le)?|dès(?: le)?|ab(?: dem)?|seit(?: dem)?|from|since)[ '’](.+)$/i;
/** Longer texts are no date that people write; EDTF says so. */
const MAX_LENGTH = 200;
const DAY_MS = 86_400_000;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/**
 * A date as people write it, in EDTF: 15/10/2021, vrijdag 15 oktober 2021, 15/10/2021 14:30, 10/2021, 44484 (Excel's number of a
 * day), two of them with a dash between, or EDTF as it is. The day stands before the month.
 * @throws EdtfError when it is none of these, or names a day of the week that is another.
 */
export function parseDate(cell: string): string {
  const text = cell.trim();
  try {
    const edtf = edtfIn(text);
    edtfBounds(edtf);
    return edtf;
  } catch (error) {
    if (!(error instanceof EdtfError) || text.length > MAX_LENGTH) throw error;
    // As it was written, not as it was understood.
    throw new EdtfError(text, error.problem);
  }
}

function edtfIn(text: string): string {
  const midnight = DAY_AT_MIDNIGHT.exec(text)?.[1];
  if (midnight !== undefined) return midnight;
  const [, ofTime, withOffset] = TIME_WITH_OFFSET.exec(text) ?? [];
  if (ofTime !== undefined) return `${ofTime}T${withOffset}`;
  if (text.length > MAX_LENGTH || TIME_IN_EDTF.test(text)) return text;
  const typed = asTyped(text);
  const single = readSingleDate(typed);
  if (single?.year !== undefined) return edtfOf(withoutMidnight(single));
  const two = readTwoDates(typed);
  if (two) return edtfOfTwo(two);
  const begin = readSingleDate(SINCE.exec(typed)?.[1] ?? "");
  return begin?.year === undefined ? typed : `${edtfOf(withoutMidnight(begin))}/..`;
}

/** A calendar day as people write it, YYYY-MM-DD; undefined when it is not one day. */
export function parseDay(cell: string): string | undefined {
  const edtf = parseDate(cell);
  return /^\d{4}-\d{2}-\d{2}$/.test(edtf) ? edtf : undefined;
}

/** A cell with a day has the midnight at its begin in many spreadsheets. */
function withoutMidnight(date: PartialDate): PartialDate {
  return date.time === MIDNIGHT ? { ...date, time: undefined } : date;
}

/**
 * With the signs of a keyboard in place of those that programs set, and no spaces around strokes and dots between figures, nor within a time:
 * 14 h 30.
 */
function asTyped(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\u2010\u2011\u2212]/g, "-")
    .replaceAll(/[\u2044\u2215]/g, "/")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(?<=\d) ?([/.]) ?(?=\d)/g, "$1")
    .replaceAll(/(?<=\d) ?([uh]) ?(?=\d\d(?!\d))/gi, "$1");
}

function edtfOfTwo({ begin, end, only }: TwoDates): string {
  const hasTime = [begin, end].some((each) => timeOf(each) !== undefined && timeOf(each) !== MIDNIGHT);
  const [first, last] = [begin, end].map((each) => {
    if (typeof each === "string") return each;
    return hasTime ? edtfOf(each) : edtfOf(withoutMidnight(each));
  });
  if (first === last) return first ?? "";
  // As in calendars, the end is the first moment without the event.
  if (hasTime && timeOf(end) === MIDNIGHT) return `${first}/${dayBefore(last ?? "")}T${END_OF_DAY}`;
  const areApart = only && Date.parse(last ?? "") - Date.parse(first ?? "") !== DAY_MS;
  return areApart ? `{${first},${last}}` : `${first}/${last}`;
}

function timeOf(date: TwoDates["begin"]): string | undefined {
  return typeof date === "string" ? undefined : date.time;
}

/** @throws EdtfError when there is no such day. */
function dayBefore(edtf: string): string {
  const day = edtfBounds(edtf).earliest;
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

function edtfOf(partial: PartialDate): string {
  const { year, month, day, time } = partial;
  const [first = "", ...rest] = [year ?? "", month, day].filter((part) => part !== undefined).map(String);
  const date = [first.padStart(4, "0"), ...rest.map((part) => part.padStart(2, "0"))].join("-");
  checkWeekday(partial, date);
  return time === undefined ? date : `${date}T${time}`;
}

/** One of the two is a slip then, and nobody can tell which. */
function checkWeekday({ weekdays, day }: PartialDate, date: string): void {
  if (weekdays === undefined) return;
  if (day === undefined)
    throw new EdtfError(date, "it names a day of the week, and no day", "add the day of the month");
  if (!isCalendarDay(date)) return;
  const weekday = new Date(date).getUTCDay();
  if (weekdays.includes(weekday)) return;
  throw new EdtfError(date, `${date} is a ${WEEKDAYS[weekday]}`, "mend the day, or the day of the week");
}
