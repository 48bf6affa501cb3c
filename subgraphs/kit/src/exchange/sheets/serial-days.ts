import { serialDay } from "./single-date.js";

/** The days of 1980 to 2079: what a spreadsheet's number of five figures can well mean. */
const FIRST = 29_221;
const LAST = 65_745;
const DAYS_BEFORE_1904 = 1_462;

/** Whether a number can be one that a spreadsheet has for a day. */
export function mayBeSerial(cell: string): boolean {
  return /^\d{5}$/.test(cell) && Number(cell) >= FIRST && Number(cell) <= LAST;
}

/** The day, YYYY-MM-DD. */
export function serialAsDay(cell: string, from1904: boolean): string {
  const { year, month, day } = serialDay(Number(cell) + (from1904 ? DAYS_BEFORE_1904 : 0));
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}
