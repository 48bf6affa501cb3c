import { EdtfError } from "@segpol/schema";
import { describe, expect, test } from "vitest";
import { dateInWords } from "../../src/model/checks/date-in-words.js";
import { parseDate, parseDay } from "../../src/exchange/sheets/dates.js";

const DAY = "2027-10-15";
const TWO = "2027-10-15/2027-10-16";
const HALF_PAST_TWO = "2027-10-15T14:30:00";

describe("a date as people and spreadsheets write it", () => {
  test.each([
    ["15/10/2027", DAY],
    ["15-10-2027", DAY],
    ["15.10.2027", DAY],
    ["13.12.2027", "2027-12-13"],
    ["5/3/2027", "2027-03-05"],
    ["2027-10-15", DAY],
    ["2027/10/15", DAY],
    ["20271015", DAY],
    ["2027-10-15T00:00:00", DAY],
    ["46675", DAY],
    ["15 oktober 2027", DAY],
    ["15 Oktober 2027", DAY],
    ["15. Oktober 2027", DAY],
    ["15 octobre 2027", DAY],
    ["October 15, 2027", DAY],
    ["15th October 2027", DAY],
    ["1er octobre 2027", "2027-10-01"],
    ["1er août 2027", "2027-08-01"],
    ["15-okt-2027", DAY],
    ["15/okt/2027", DAY],
    ["15 okt. 2027", DAY],
    ["15-oct.-2027", DAY],
    ["3 Jänner 2027", "2027-01-03"],
    ["4. Mrz 2027", "2027-03-04"],
    ["vr 15 okt 2027", DAY],
    ["vrijdag 15 oktober 2027", DAY],
    ["vendredi 15 octobre 2027", DAY],
    ["Freitag, 15. Oktober 2027", DAY],
    ["Friday, October 15, 2027", DAY],
    ["le 15 octobre 2027", DAY],
    ["le vendredi 15 octobre 2027", DAY],
    ["vrijdag 15/10/2027", DAY],
    ["di 3 maart 2026", "2026-03-03"],
    ["di 1 mars 2026", "2026-03-01"],
    ["mar. 3 mars 2026", "2026-03-03"],
    ["Tue, 03 Mar 2026", "2026-03-03"],
    ["3rd of March, 2026", "2026-03-03"],
    ["1 er octobre 2027", "2027-10-01"],
    ["1ᵉʳ octobre 2027", "2027-10-01"],
    ["15 juill. 2027", "2027-07-15"],
    ["15 / 10 / 2027", DAY],
    ["15. 10. 2027", DAY],
    ["15\u201110\u20112027", DAY],
    ["15\u204410\u20442027", DAY],
    ["10/2027", "2027-10"],
    ["2027-10", "2027-10"],
    ["oktober 2027", "2027-10"],
    ["okt/2027", "2027-10"],
    ["okt-2027", "2027-10"],
    ["okt 2027", "2027-10"],
    ["okt/27", "2027-10"],
    ["okt-27", "2027-10"],
    ["oct.-27", "2027-10"],
    ["févr-27", "2027-02"],
    ["2027", "2027"],
    ["  15 oktober\u00a02027 ", DAY],
  ])("%s", (cell, edtf) => {
    expect(parseDate(cell)).toBe(edtf);
  });
});

describe("a time of day", () => {
  test.each([
    ["15/10/2027 14:30", HALF_PAST_TWO],
    ["15/10/2027 14:30:00", HALF_PAST_TWO],
    ["2027-10-15 14:30", HALF_PAST_TWO],
    ["15-10-2027 14u30", HALF_PAST_TWO],
    ["15/10/2027 14h30", HALF_PAST_TWO],
    ["15 oktober 2027 om 14.30 uur", HALF_PAST_TWO],
    ["15 octobre 2027 à 14 h", "2027-10-15T14:00:00"],
    ["vrijdag 15 oktober 2027, 14u", "2027-10-15T14:00:00"],
    ["15/10/2027 9:05", "2027-10-15T09:05:00"],
    ["15 oktober 2027, 14 u.", "2027-10-15T14:00:00"],
    ["15/10/2027 2:30 PM", HALF_PAST_TWO],
    ["15/10/2027 12:15 am", "2027-10-15T00:15:00"],
    ["15/10/2027 12 pm", "2027-10-15T12:00:00"],
    ["15/10/2027 0:00", DAY],
    ["15/10/2027 00:00:00", DAY],
    ["2027-10-15T14:30", "2027-10-15T14:30"],
    ["2027-10-15T14:30:00Z", "2027-10-15T14:30:00Z"],
    ["15/10/2027 14:30 - 17:00", "2027-10-15T14:30:00/2027-10-15T17:00:00"],
    ["15/10/2027 14u tot 17u30", "2027-10-15T14:00:00/2027-10-15T17:30:00"],
    ["15/10/2027 14:30-17:00", "2027-10-15T14:30:00/2027-10-15T17:00:00"],
    ["15/10/2027 14u30–17u", "2027-10-15T14:30:00/2027-10-15T17:00:00"],
    ["15 oktober 2027 van 14.30 uur tot 17 uur", "2027-10-15T14:30:00/2027-10-15T17:00:00"],
    ["15/10/2027 de 14h30 à 17h", "2027-10-15T14:30:00/2027-10-15T17:00:00"],
    ["15/10/2027 20:00 - 16/10/2027 01:00", "2027-10-15T20:00:00/2027-10-16T01:00:00"],
    ["15/10/2027 à 14 h 30", HALF_PAST_TWO],
    ["vendredi 15 octobre 2027, de 14 h 30 à 17 h", "2027-10-15T14:30:00/2027-10-15T17:00:00"],
    ["15 oktober 2027, van 14 u 30 tot 17 u", "2027-10-15T14:30:00/2027-10-15T17:00:00"],
    ["2027-10-15 14:30:00+02:00", "2027-10-15T14:30:00+02:00"],
    // An end at midnight is the end of the day before, as in calendars.
    ["15/10/2027 20:00-00:00", "2027-10-15T20:00:00/2027-10-15T24:00:00"],
    ["15/10/2027 20u tot 24u", "2027-10-15T20:00:00/2027-10-15T24:00:00"],
    ["15/10/2027 20:00 - 16/10/2027 00:00", "2027-10-15T20:00:00/2027-10-15T24:00:00"],
    ["31/10/2027 20:00 t/m 1/11/2027 0:00", "2027-10-31T20:00:00/2027-10-31T24:00:00"],
    ["15/10/2027 00:00-02:00", "2027-10-15T00:00:00/2027-10-15T02:00:00"],
    ["15/10/2027 00:00:00 - 16/10/2027 00:00:00", TWO],
    ["15/10/2027 00:00:00 - 16/10/2027", TWO],
    ["15/10/2027 14:30-14:30", HALF_PAST_TWO],
  ])("%s", (cell, edtf) => {
    expect(parseDate(cell)).toBe(edtf);
  });
});

describe("two dates", () => {
  test.each([
    ["15/10/2027 - 16/10/2027"],
    ["15/10/2027-16/10/2027"],
    ["15/10/2027 tot en met 16/10/2027"],
    ["15/10/2027 t.e.m. 16/10/2027"],
    ["15/10/2027 t/m 16/10/2027"],
    ["15-16/10/2027"],
    ["15 - 16/10/2027"],
    ["15/10 - 16/10/2027"],
    ["15 oktober 2027 - 16 oktober 2027"],
    ["15 oktober 2027 tot 16 oktober 2027"],
    ["15 oktober - 16 oktober 2027"],
    ["15-16 oktober 2027"],
    ["van 15 tot 16 oktober 2027"],
    ["du 15/10/2027 au 16/10/2027"],
    ["du 15 au 16 octobre 2027"],
    ["vom 15. bis zum 16. Oktober 2027"],
    ["15. Oktober 2027 bis 16. Oktober 2027"],
    ["from 15 October 2027 to 16 October 2027"],
    ["2027-10-15 - 2027-10-16"],
    ["2027-10-15 / 2027-10-16"],
    ["15/10/2027 t/m 16/10"],
    ["15.10.-16.10.2027"],
    ["vrijdag 15 en zaterdag 16 oktober 2027"],
    ["15 et 16 octobre 2027"],
    ["2027-10-15/2027-10-16"],
  ])("%s", (cell) => {
    expect(parseDate(cell)).toBe(TWO);
  });

  test.each([
    ["oktober 2027 - november 2027", "2027-10/2027-11"],
    ["oktober - november 2027", "2027-10/2027-11"],
    ["2027 - 2028", "2027/2028"],
    ["2027-2028", "2027/2028"],
    ["2027–2028", "2027/2028"],
    ["2027/2028", "2027/2028"],
    ["2010/2012", "2010/2012"],
    ["30 september - 2 oktober 2027", "2027-09-30/2027-10-02"],
    ["30 dec - 2 jan 2028", "2027-12-30/2028-01-02"],
    ["30/12/2027 - 02/01", "2027-12-30/2028-01-02"],
    ["15 en 17 oktober 2027", "{2027-10-15,2027-10-17}"],
    ["10-11/2027", "2027-10/2027-11"],
    ["10/2027-12/2027", "2027-10/2027-12"],
    ["10/2027-01/2028", "2027-10/2028-01"],
    ["oktober-november 2027", "2027-10/2027-11"],
    ["nov-jan 2028", "2027-11/2028-01"],
    ["15/10/2027 - 15/10/2027", DAY],
  ])("%s", (cell, edtf) => {
    expect(parseDate(cell)).toBe(edtf);
  });
});

describe("a date without an end", () => {
  test.each([
    ["vanaf 15/10/2027", "2027-10-15/.."],
    ["Vanaf oktober 2027", "2027-10/.."],
    ["vanaf vrijdag 15 oktober 2027, 14.30 uur", "2027-10-15T14:30:00/.."],
    ["sinds 2027", "2027/.."],
    ["à partir du 15 octobre 2027", "2027-10-15/.."],
    ["à partir de mai 2027", "2027-05/.."],
    ["à partir d'avril 2027", "2027-04/.."],
    ["à partir d’avril 2027", "2027-04/.."],
    ["dès le 1er mai 2027", "2027-05-01/.."],
    ["ab 15. Oktober 2027", "2027-10-15/.."],
    ["from 15 October 2027", "2027-10-15/.."],
    ["vanaf 15 tot 16 oktober 2027", TWO],
  ])("%s", (cell, edtf) => {
    expect(parseDate(cell)).toBe(edtf);
  });
});

test.each([
  "2027-10-15",
  "2027-10-15T14:30:00",
  "2027-05/..",
  "2027-04-01/..",
  "{2027-10-15,2027-10-20}",
  "2027-03/2028",
])("what an import says in words of %s it reads again", (edtf) => {
  const { NL, FR } = dateInWords(edtf);
  expect([NL, FR].map((words) => parseDate(words ?? ""))).toEqual([edtf, edtf]);
});

describe("a date in EDTF is kept as it is", () => {
  test.each([
    "2022-04-XX",
    "[2022-01-21..2022-01-31]",
    "2021?-10-15",
    "2021-05-25/..",
    "2022-35",
    "2022-X2-31",
    "{2022-10,2022-01}",
    "2022-03-16T12:00/2022-03-16T13:00",
  ])("%s", (edtf) => {
    expect(parseDate(edtf)).toBe(edtf);
  });
});

describe("is refused", () => {
  test.each([
    ["15/10/27", "two figures"],
    ["15-okt-27", "two figures"],
    ["15 oktober 27", "two figures"],
    ["15/10/27 14:30", "two figures"],
    ["du 15 au 16/10/27", "two figures"],
    ["okt/35", "two figures"],
    ["Monday 3 March 2026", "2026-03-03 is a Tuesday"],
    ["mer. 3/3/2026", "2026-03-03 is a Tuesday"],
    ["lun. 3 mars 2026 14:30", "2026-03-03 is a Tuesday"],
    ["vrijdag 15 - zondag 16 oktober 2027", "2027-10-16 is a Saturday"],
    ["vrijdag oktober 2027", "no day"],
    ["vrijdag 31/11/2027", "does not exist"],
    ["15/10/2027 13:00 PM", "not EDTF"],
    ["31/11/2027", "does not exist"],
    ["30 februari 2027", "does not exist"],
    ["16/10/2027 - 15/10/2027", "ends before it begins"],
    ["15 brumaire 2027", "not EDTF"],
    ["oktober", "not EDTF"],
    ["15-10/2027", "not EDTF"],
    ["15-17/10", "not EDTF"],
    ["15/10/2027 20:00 - 15/10/2027 00:00", "ends before it begins"],
    ["15/10/2027 20:00 - 31/11/2027 00:00", "does not exist"],
    ["binnenkort", "not EDTF"],
    ["15/10/2027 25:00", "not EDTF"],
    ["15/10/2027 - 16/10/2027 - 17/10/2027", "not EDTF"],
    [`${" ".repeat(10)}${"1/".repeat(200)}`, "characters"],
  ])("%s: %s", (cell, problem) => {
    expect(() => parseDate(cell)).toThrow(EdtfError);
    expect(() => parseDate(cell)).toThrow(problem);
  });
});

test("a day is one day and nothing else", () => {
  expect(parseDay("vrijdag 15 oktober 2027")).toBe(DAY);
  expect(parseDay("okt/27")).toBeUndefined();
  expect(parseDay("15/10/2027 14:30")).toBeUndefined();
});
