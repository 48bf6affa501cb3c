import { EdtfError } from "@segpol/schema/values";
import { isArticle, monthNamed, weekdaysNamed } from "./date-names.js";
import { readTime } from "./time-of-day.js";

/** A date as far as it is written: the first of two may lack a year, or a month. */
export interface PartialDate {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  /** HH:MM:SS. */
  readonly time?: string | undefined;
  /** The days of the week that it names, from 0 for Sunday; undefined: none. */
  readonly weekdays?: readonly number[] | undefined;
}

/** The same sign between all: 10-12/2027 are months. */
const FIGURES = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/;
/** The same sign between all, or none: 2027/2028 are two years. */
const YEAR_FIRST = /^(\d{4})([/.-]?)(\d{2})\2(\d{2})$/;
const MONTH = /^(\d{1,2})[/.-](\d{4})$/;
const YEAR_MONTH = /^(\d{4})-(\d{2})$/;
const YEAR = /^\d{4}$/;
const DAY = /^(\d{1,2})\.?$/;
const SERIAL = /^[1-7]\d{4}$/;
/** 15 oktober 2027, 1er octobre 2027, 15-okt-2027, 3rd of March, 2027, oktober 2027; without a year the first of two dates. */
const DAY_MONTH =
  /^(?:(\d{1,2})(?: ?er|e|de|ste|st|nd|rd|th)?(?: of)?[./ -]{1,2})?(\p{L}+)\.?(?:[,/ -]{1,2}(\d{4}|\d{2}))?$/iu;
/** October 15, 2027. */
const MONTH_DAY = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})$/iu;
const BEFORE_TIME = new Set("om à at um vanaf van de von from tussen entre between zwischen".split(" "));
const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, which takes 1900 for a leap year. */
const EXCEL_BEGINNING = Date.UTC(1899, 11, 30);
/** Until this one spreadsheets take years of two figures for those of this century. */
const LAST_SHORT_YEAR = 29;

/**
 * Reads one date; undefined: it is none that is known here, but can be EDTF.
 * @throws EdtfError when its year has two figures, except after a month alone, as spreadsheets show months: okt/27.
 */
export function readSingleDate(text: string): PartialDate | undefined {
  return withoutTime(text) ?? withTime(text);
}

function withTime(text: string): PartialDate | undefined {
  for (const cut of cuts(text)) {
    const time = readTime(cut.after);
    const words = withoutComma(cut.before).split(" ");
    const before = BEFORE_TIME.has(words.at(-1)?.toLowerCase() ?? "") ? words.slice(0, -1) : words;
    const date = time === undefined ? undefined : withoutTime(withoutComma(before.join(" ")));
    if (date?.day !== undefined) return { ...date, time };
  }
  return undefined;
}

function withoutComma(text: string): string {
  return text.replace(/,$/, "");
}

/** The last two places where a text can be cut between words: 14.30 uur are two. */
function cuts(text: string): { readonly before: string; readonly after: string }[] {
  const last = text.lastIndexOf(" ");
  const places = [last, text.lastIndexOf(" ", last - 1)].filter((at) => at > 0);
  return places.map((at) => ({ before: text.slice(0, at), after: text.slice(at + 1) }));
}

function withoutTime(text: string): PartialDate | undefined {
  const whole = inFigures(text) ?? inWords(text);
  const space = text.indexOf(" ");
  if (whole || space <= 0) return whole;
  const before = text.slice(0, space);
  const weekdays = weekdaysNamed(before);
  if (weekdays.length === 0 && !isArticle(before)) return undefined;
  const date = withoutTime(text.slice(space + 1));
  return date && weekdays.length > 0 ? { ...date, weekdays } : date;
}

function inFigures(text: string): PartialDate | undefined {
  const [, day, , month, year] = FIGURES.exec(text) ?? [];
  if (day !== undefined) return { day: Number(day), month: Number(month), year: fourFigures(text, year) };
  const [, firstYear, , itsMonth, itsDay] = YEAR_FIRST.exec(text) ?? [];
  if (itsDay !== undefined) return { year: Number(firstYear), month: Number(itsMonth), day: Number(itsDay) };
  const [, onlyMonth, yearOfMonth] = MONTH.exec(text) ?? [];
  if (onlyMonth !== undefined) return { month: Number(onlyMonth), year: Number(yearOfMonth) };
  const [, leading, monthAfter] = YEAR_MONTH.exec(text) ?? [];
  // Other numbers after a year are quarters and parts of it, in EDTF.
  if (leading !== undefined && Number(monthAfter) <= 12) return { year: Number(leading), month: Number(monthAfter) };
  if (YEAR.test(text)) return { year: Number(text) };
  const [, dayAlone] = DAY.exec(text) ?? [];
  if (dayAlone !== undefined) return { day: Number(dayAlone) };
  return SERIAL.test(text) ? serialDay(Number(text)) : undefined;
}

function inWords(text: string): PartialDate | undefined {
  const [, day, name = "", year] = DAY_MONTH.exec(text) ?? [];
  const month = monthNamed(name);
  if (month > 0 && day === undefined && year?.length === 2 && Number(year) <= LAST_SHORT_YEAR) {
    return { month, year: 2000 + Number(year) };
  }
  if (month > 0) return { day: day === undefined ? undefined : Number(day), month, year: fourFigures(text, year) };
  const [, first = "", dayAfter, yearAfter] = MONTH_DAY.exec(text) ?? [];
  const before = monthNamed(first);
  return before > 0 ? { month: before, day: Number(dayAfter), year: fourFigures(text, yearAfter) } : undefined;
}

function fourFigures(text: string, year: string | undefined): number | undefined {
  if (year?.length !== 2) return year === undefined ? undefined : Number(year);
  throw new EdtfError(text, "the year has two figures", "write it with four: 15/10/2021");
}

/** The day that a spreadsheet has a number for. */
export function serialDay(serial: number, beginning = EXCEL_BEGINNING): PartialDate {
  const date = new Date(beginning + serial * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
