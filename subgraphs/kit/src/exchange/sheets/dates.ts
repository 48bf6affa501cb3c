import { edtfBounds } from "@segpol/schema/values";
import { type PartialDate, readSingleDate, readTime } from "./single-date.js";

/** As workbooks and programs write days. */
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?$/;
const TIME_IN_EDTF = /^\d{4}-\d{2}-\d{2}T/;
/** Longer texts are no date that people write; EDTF says so. */
const MAX_LENGTH = 200;
const BETWEEN = / (?:-|–|—|tot en met|tot|t\/m|t\.?e\.?m\.?|au|à|jusqu'au|to|until|bis zum|bis) /i;
/** Without spaces only between days in figures, since a hyphen stands within dates as well: 15/10/2027-16/10/2027, 15-16/10/2027. */
const WITHOUT_SPACES = /^(\d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{4})?)?)[-–](\d{1,2}[/.]\d{1,2}[/.]\d{4})$/;
/** 15-16 oktober 2027. */
const DAYS_OF_MONTH = /^(\d{1,2})\.?[-–](\d{1,2}\.? \p{L}.*)$/u;
/** 2027-2028, 2027–2028. */
const TWO_YEARS = /^(\d{4})[-–](\d{4})$/;
const BEFORE_TWO = /^(?:van|vanaf|du|de|vom|von|from) /i;

/**
 * A date as people write it, in EDTF: 15/10/2021, vrijdag 15 oktober 2021, 15/10/2021 14:30, 10/2021, 44484 (Excel's number of a
 * day), two of them with a dash between, or EDTF as it is. The day stands before the month.
 * @throws EdtfError when it is none of these.
 */
export function parseDate(cell: string): string {
  const text = cell.trim();
  const midnight = MIDNIGHT.exec(text)?.[1];
  if (midnight !== undefined) return checked(midnight);
  if (text.length > MAX_LENGTH || TIME_IN_EDTF.test(text)) return checked(text);
  const spaced = text.replaceAll(/\s+/g, " ");
  const single = readSingleDate(spaced);
  if (single?.year !== undefined) return checked(edtfOf(single));
  const two = readTwo(spaced);
  return checked(two ?? text);
}

/** A calendar day as people write it, YYYY-MM-DD; undefined when it is not one day. */
export function parseDay(cell: string): string | undefined {
  const edtf = parseDate(cell);
  return /^\d{4}-\d{2}-\d{2}$/.test(edtf) ? edtf : undefined;
}

/** Two dates in EDTF; what the first lacks it has of the second: 15 and 16 oktober 2027. */
function readTwo(text: string): string | undefined {
  const [from, to] = partsOf(text.replace(BEFORE_TWO, ""));
  if (from === undefined || to === undefined) return undefined;
  const first = readSingleDate(from);
  const time = first?.time === undefined ? undefined : readTime(to);
  if (first?.year !== undefined && time !== undefined) return `${edtfOf(first)}/${edtfOf({ ...first, time })}`;
  const last = readSingleDate(to);
  const begin = first && last ? completed(first, last) : first;
  return `${begin ? edtfOf(begin) : from}/${last ? edtfOf(last) : to}`;
}

function partsOf(text: string): readonly (string | undefined)[] {
  const [from, to, ...more] = text.split(BETWEEN);
  if (to !== undefined) return more.length > 0 ? [] : [from, to];
  const [, first, last] = WITHOUT_SPACES.exec(text) ?? DAYS_OF_MONTH.exec(text) ?? TWO_YEARS.exec(text) ?? [];
  return [first, last];
}

function completed(first: PartialDate, last: PartialDate): PartialDate {
  if (first.year !== undefined) return first;
  return { ...first, month: first.month ?? last.month, year: last.year };
}

function edtfOf({ year, month, day, time }: PartialDate): string {
  const date = [year ?? "", month, day].filter((part) => part !== undefined);
  const [first = "", ...rest] = date.map(String);
  const written = [first.padStart(4, "0"), ...rest.map((part) => part.padStart(2, "0"))].join("-");
  return time === undefined ? written : `${written}T${time}`;
}

function checked(edtf: string): string {
  edtfBounds(edtf);
  return edtf;
}
