import { describe, expect, test } from "vitest";
import { edtfBounds, EdtfError, fuzzyDate } from "../src/index.js";

describe("the first and last day of a date", () => {
  test.each([
    ["a day", "2022-03-16", "2022-03-16", "2022-03-16"],
    ["an unspecified day", "2022-04-XX", "2022-04-01", "2022-04-30"],
    ["an unspecified day of February", "2022-02-XX", "2022-02-01", "2022-02-28"],
    ["an unspecified day of February in a leap year", "2024-02-XX", "2024-02-01", "2024-02-29"],
    ["a leap day", "2024-02-29", "2024-02-29", "2024-02-29"],
    ["a month", "2022-12", "2022-12-01", "2022-12-31"],
    ["an unspecified month", "2022-XX", "2022-01-01", "2022-12-31"],
    ["a year", "2022", "2022-01-01", "2022-12-31"],
    ["a decade", "202X", "2020-01-01", "2029-12-31"],
    ["a quarter", "2022-35", "2022-07-01", "2022-09-30"],
    ["the last quarter", "2022-36", "2022-10-01", "2022-12-31"],
    ["one day of a span", "[2022-01-21..2022-01-31]", "2022-01-21", "2022-01-31"],
    ["one month of a span", "[2022-10..2023-03]", "2022-10-01", "2023-03-31"],
    ["one of several days, in any order", "[2022-10-05,2022-01-07,2022-03-01]", "2022-01-07", "2022-10-05"],
    ["all of several months", "{2022-10,2022-01}", "2022-01-01", "2022-10-31"],
    ["an interval of months", "2022-03/2022-10", "2022-03-01", "2022-10-31"],
    ["an interval of days", "2023-05-11/2023-06-10", "2023-05-11", "2023-06-10"],
    ["an interval within one month", "2022-03/2022-03", "2022-03-01", "2022-03-31"],
    ["an interval of unspecified days", "2022-02-XX/2022-03-XX", "2022-02-01", "2022-03-31"],
    ["an uncertain year", "2021?-10-15", "2021-10-15", "2021-10-15"],
    ["an approximate month", "2021-10~", "2021-10-01", "2021-10-31"],
    ["a time of day before midnight here and after it in UTC", "2022-03-16T23:30:00-05:00", "2022-03-16", "2022-03-16"],
    ["a time of day after midnight here and before it in UTC", "2022-03-16T00:30:00+01:00", "2022-03-16", "2022-03-16"],
    ["a time of day with an offset", "2022-03-16T14:30:00+01:00", "2022-03-16", "2022-03-16"],
    ["a time of day without seconds", "2022-03-16T14:30+02:00", "2022-03-16", "2022-03-16"],
    ["the first of January, with an offset", "2022-01-01T00:00:00+01:00", "2022-01-01", "2022-01-01"],
    ["the end of a day", "2022-03-16T24:00:00", "2022-03-16", "2022-03-16"],
    [
      "an interval of times with offsets",
      "2022-03-16T14:30:00+01:00/2022-03-17T00:15:00+01:00",
      "2022-03-16",
      "2022-03-17",
    ],
    [
      "an interval whose offsets differ, in the order of its instants",
      "2022-03-17T00:30:00+02:00/2022-03-16T23:30:00Z",
      "2022-03-16",
      "2022-03-17",
    ],
    ["a time of day and the day it ends on", "2022-03-16T12:00/2022-03-16", "2022-03-16", "2022-03-16"],
    ["a moment", "2022-03-16T12:00/2022-03-16T12:00", "2022-03-16", "2022-03-16"],
    ["the 31st of a month that ends in 2", "2022-X2-31", "2022-12-31", "2022-12-31"],
    ["the 31st of any month", "2022-XX-31", "2022-01-31", "2022-12-31"],
    ["the 31st of one of the first nine months", "2022-0X-31", "2022-01-31", "2022-08-31"],
    ["a leap day of a decade", "202X-02-29", "2020-02-29", "2028-02-29"],
    ["a leap day of a century that begins without one", "19XX-02-29", "1904-02-29", "1996-02-29"],
    ["days of a month that ends in 1", "2021-X1-3X", "2021-01-30", "2021-11-30"],
    ["the twenties of February", "2023-02-2X", "2023-02-20", "2023-02-28"],
    ["a month that ends in 2", "2022-X2", "2022-02-01", "2022-12-31"],
    ["a month of the last quarter", "2022-1X", "2022-10-01", "2022-12-31"],
    ["one of several patterns", "[202X-02-29,2022-X2-31]", "2020-02-29", "2028-02-29"],
    ["a day, then a pattern", "[2021-05-04,202X-02-29]", "2020-02-29", "2028-02-29"],
    ["an interval of patterns", "202X-02-29/203X-X2-31", "2020-02-29", "2039-12-31"],
    ["an early year", "0050-03-01", "0050-03-01", "0050-03-01"],
  ])("%s: %s", (_what, edtf, earliest, latest) => {
    expect(edtfBounds(edtf)).toEqual({ earliest, latest });
  });

  test.each(["2021-05-25/..", "2021-05-25/", "[2021-05-25..]"])("has no last day when it is open ended: %s", (edtf) => {
    expect(edtfBounds(edtf)).toEqual({ earliest: "2021-05-25", latest: null });
  });

  test.each([
    ["", "not EDTF"],
    ["eind januari 2022", "not EDTF"],
    ["16/03/2022", "not EDTF"],
    ["2022-3-1", "not EDTF"],
    ["2022-13", "not EDTF"],
    ["2022-04-31", "does not exist"],
    ["2022-02-29", "does not exist"],
    ["2022-03-01/2022-02-29", "does not exist"],
    ["2023/2022", "ends before it begins"],
    ["[2022-10..2022-01]", "ends before it begins"],
    ["2022-03-16T12:00/2022-03-16T09:00", "ends before it begins"],
    ["2022-03-16T12:00:00+01:00/2022-03-16T12:00:00+02:00", "ends before it begins"],
    ["2022-03-16T12:00Z/2022-03-15T09:00", "ends before it begins"],
    ["2022-03-16T25:00:00", "not EDTF"],
    ["XXXX-02-29", "outside the years"],
    ["../2021", "no first day"],
    ["/2021", "no first day"],
    ["[..2022-01]", "no first day"],
    ["2022-21", "season"],
    ["2022-40", "part of a year"],
    ["202", "four digits"],
    ["Y17000", "four digits"],
    ["-0100", "outside the years"],
    ["0000", "outside the years"],
    ["XXXX", "outside the years"],
    [`[${"2022-01-01,".repeat(50)}2022-01-01]`, "562 characters"],
  ])("is refused for %j: %s", (edtf, problem) => {
    expect(() => edtfBounds(edtf)).toThrow(EdtfError);
    expect(() => edtfBounds(edtf)).toThrow(/^Expected a date in EDTF .* such as 2022-03-16, .*; got "/);
    expect(() => edtfBounds(edtf)).toThrow(problem);
  });
});

describe("a fuzzy date", () => {
  const text = { original: "NL", NL: "eind januari 2022" } as const;

  test("carries its bounds, and is stated unless said otherwise", () => {
    expect(fuzzyDate({ text, edtf: "[2022-01-21..2022-01-31]" })).toEqual({
      text,
      edtf: "[2022-01-21..2022-01-31]",
      earliest: "2022-01-21",
      latest: "2022-01-31",
      basis: "STATED",
    });
    expect(fuzzyDate({ text, edtf: "2021?-10-15", basis: "INFERRED" }).basis).toBe("INFERRED");
  });

  test("is not made from a date that cannot be read", () => {
    expect(() => fuzzyDate({ text, edtf: "eind januari" })).toThrow(EdtfError);
  });
});
