import { EdtfError, edtfBounds } from "@segpol/schema";

const DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const MONTH = /^(\d{1,2})[/.-](\d{4})$/;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?Z?$/;
const TWO_DAYS = /^(\S+)\s+(?:-|–|tot|tot en met|t\.e\.m\.|au|to|bis)\s+(\S+)$/;
const SERIAL = /^[1-7]\d{4}$/;
const WORDS = /^(?:(\d{1,2})(?:er|\.)?\s+)?(\p{L}+)\s+(\d{4})$/u;
const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, which takes 1900 for a leap year. */
const EXCEL_BEGINNING = Date.UTC(1899, 11, 30);
const MONTH_NAMES = [
  "januari janvier januar january jan",
  "februari fevrier februar february feb fev",
  "maart mars marz march mrt mar",
  "april avril apr avr",
  "mei mai may",
  "juni juin june jun",
  "juli juillet july jul",
  "augustus aout august aug",
  "september septembre sep sept",
  "oktober octobre october okt oct",
  "november novembre nov",
  "december decembre dezember dec",
].map((names) => names.split(" "));

/**
 * A date as people write it, in EDTF: 15/10/2021, 15 oktober 2021, 10/2021, 44484 (Excel's number of a day), two of them with a
 * dash between, or EDTF as it is. The day stands before the month.
 * @throws EdtfError when it is none of these.
 */
export function parseDate(cell: string): string {
  const text = cell.trim();
  const single = singleDate(text);
  if (single !== undefined) return checked(single);
  const [, from, to] = TWO_DAYS.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    return checked(`${singleDate(from) ?? from}/${singleDate(to) ?? to}`);
  }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text)) {
    throw new EdtfError(text, "the year has two figures", "write it with four: 15/10/2021");
  }
  return checked(text);
}

/** A calendar day as people write it, YYYY-MM-DD; undefined when it is not one day. */
export function parseDay(cell: string): string | undefined {
  const edtf = parseDate(cell);
  return /^\d{4}-\d{2}-\d{2}$/.test(edtf) ? edtf : undefined;
}

function singleDate(text: string): string | undefined {
  const midnight = MIDNIGHT.exec(text)?.[1];
  if (midnight !== undefined) return midnight;
  const [, day, month, year] = DAY.exec(text) ?? [];
  if (year !== undefined) return `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  const [, onlyMonth, itsYear] = MONTH.exec(text) ?? [];
  if (itsYear !== undefined) return `${itsYear}-${onlyMonth?.padStart(2, "0")}`;
  if (SERIAL.test(text)) return new Date(EXCEL_BEGINNING + Number(text) * DAY_MS).toISOString().slice(0, 10);
  return inWords(text);
}

function inWords(text: string): string | undefined {
  const [, day, name, year] = WORDS.exec(text) ?? [];
  if (name === undefined || year === undefined) return undefined;
  const plain = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const month = MONTH_NAMES.findIndex((names) => names.includes(plain)) + 1;
  if (month === 0) return undefined;
  const date = `${year}-${String(month).padStart(2, "0")}`;
  return day === undefined ? date : `${date}-${day.padStart(2, "0")}`;
}

function checked(edtf: string): string {
  edtfBounds(edtf);
  return edtf;
}
