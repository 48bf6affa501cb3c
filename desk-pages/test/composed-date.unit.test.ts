import { describe, expect, it } from "vitest";
import { composedFrom, edtfOf, inForm } from "../src/dates/composed-date.js";
import { wordsOf } from "../src/dates/date-words.js";

describe("the composer of dates", () => {
  it.each([
    ["2021-12-08", "DAY", "8 december 2021", "8 décembre 2021"],
    ["2022-04", "MONTH", "april 2022", "avril 2022"],
    ["2022", "YEAR", "2022", "2022"],
    ["2022-04~", "MONTH", "omstreeks april 2022", "vers avril 2022"],
    ["2022-03/2022-10", "RANGE", "van maart 2022 tot oktober 2022", "de mars 2022 à octobre 2022"],
    ["2022-03-01/2022-03-05", "RANGE", "van 1 maart 2022 tot 5 maart 2022", "du 1 mars 2022 au 5 mars 2022"],
    ["2024-05/..", "OPEN", "vanaf mei 2024", "à partir de mai 2024"],
  ])("has %s as a %s, in words in Dutch and French, and writes the same", (edtf, form, NL, FR) => {
    const date = composedFrom(edtf);
    expect(date.form).toBe(form);
    expect(edtfOf(date)).toBe(edtf);
    expect(wordsOf(date)).toEqual({ original: "NL", NL, FR });
  });

  it("leaves what it cannot compose as EDTF, without words", () => {
    const date = composedFrom("[2022-10..2023-03]");
    expect(date).toEqual({ form: "EDTF", edtf: "[2022-10..2023-03]" });
    expect(edtfOf(date)).toBe("[2022-10..2023-03]");
    expect(wordsOf(date)).toBeUndefined();
  });

  it("keeps what it can when the form changes, and writes nothing that is half", () => {
    const day = composedFrom("2022-03-16");
    expect(edtfOf(inForm("MONTH", day))).toBe("2022-03");
    expect(edtfOf(inForm("YEAR", day))).toBe("2022");
    expect(edtfOf(inForm("RANGE", day))).toBe("");
    expect(edtfOf(inForm("DAY", composedFrom("2022")))).toBe("");
    expect(edtfOf(inForm("NONE", day))).toBe("");
  });
});
