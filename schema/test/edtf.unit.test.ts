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
