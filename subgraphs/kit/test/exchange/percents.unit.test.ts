import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/exchange/file/limits.js";
import { parseNumber } from "../../src/exchange/sheets/numbers.js";
import { importRowOf } from "../../src/exchange/plan/row-of.js";
import { readFileRows } from "../../src/exchange/formats/read-file.js";
import { exampleFile, readAlone } from "./reading.js";

async function observed(content: string | Uint8Array, name: string, unit: string | undefined) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const format = name.endsWith("csv") ? "csv" : "xlsx";
  const { rows } = await readFileRows(
    { name, bytes },
    { format, kind: "observation", records: ["LegitimacyIndicator"], limits: DEFAULT_LIMITS },
  );
  const [first] = rows;
  if (!first) throw new Error("Expected a row.");
  const { patch, warnings } = importRowOf(first).read(undefined, unit);
  return { value: patch["value"], warnings: warnings.map(({ column, code }) => `${column} ${code}`) };
}

describe("a percentage of an observation is in the indicator's unit", () => {
  const csv = "indicator;period;value\ngent:indicator:x;2027;12,5 %";
  const warned = ["value PERCENT_OF_OTHER_UNIT"];
  test.each([
    ["%", 12.5, []],
    ["[ppth]", 125, []],
    ["‰", 125, []],
    ["1", 0.125, []],
    [undefined, 0.125, []],
    ["{persons}", 0.125, warned],
    ["constructor", 0.125, warned],
  ])("%s", async (unit, value, warnings) => {
    expect(await observed(csv, "observations.csv", unit)).toEqual({ value, warnings });
    expect(await observed(exampleFile("observations-x19-percent.xlsx"), "o.xlsx", unit)).toEqual({ value, warnings });
  });

  test.each([
    ["7%", 7],
    ["7 %", 7],
    ["0,07\u00a0%", 0.07],
    ["58,1\u202f%", 58.1],
    ["1.234,5 %", 1234.5],
  ])("%s without an error of binary fractions", async (cell, value) => {
    expect(await observed(`indicator;period;value\nx;2027;${cell}`, "observations.csv", "%")).toMatchObject({ value });
  });

  test("that is none is refused", async () => {
    const { problems } = await readAlone("observations.csv", "indicator;period;value\nx;2027;veel %\nx;2026;1.234 %");
    expect(problems).toEqual(["2 value NOT_A_NUMBER", "3 value AMBIGUOUS_NUMBER"]);
  });

  test("also of a baseline or a target, whose unit is in the same row", async () => {
    const csvOf = "id;title.nl;unit;target.value;target.period\nx;X;%;80 %;2030";
    expect((await readAlone("indicators.csv", csvOf)).rows[0]?.["target"]).toMatchObject({ value: 80 });
  });
});

test.each([
  ["30 %", 0.3],
  ["7 %", 0.07],
  ["150%", 1.5],
])("elsewhere %s is a share of 1", (cell, value) => {
  expect(parseNumber(cell)).toBe(value);
});

test.each([
  ["1 234,5", 1234.5],
  ["12\u202f345", 12_345],
  ["- 5", -5],
  ["\u221212,5", -12.5],
  ["1 2", "NOT_A_NUMBER"],
  ["1 23 456", "NOT_A_NUMBER"],
  ["12 5%", "NOT_A_NUMBER"],
])("a space stands in a number between thousands alone: %s", (cell, value) => {
  expect(parseNumber(cell)).toBe(value);
});
