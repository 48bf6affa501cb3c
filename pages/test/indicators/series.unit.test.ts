import { punctuationIn } from "@segpol/page-base/language";
import { describe, expect, it } from "vitest";
import { layOut } from "../../src/indicators/chart-layout.js";
import type { Measured } from "../../src/indicators/indicator-data.js";
import { runsOf, seriesOf } from "../../src/indicators/series.js";
import { timeTicks, valueTicks } from "../../src/indicators/ticks.js";

function measured(earliest: string, latest: string | null, value: number, part?: string): Measured {
  return {
    value,
    period: { text: earliest, edtf: earliest, earliest, latest, localizedText: null },
    numerator: null,
    denominator: null,
    sampleSize: null,
    status: "NORMAL",
    note: null,
    noteText: null,
    dimensions: part === undefined ? [] : [{ name: "sex", nameLabel: null, value: part, valueLabel: null }],
  };
}

const year = (number: number, value: number, part?: string): Measured =>
  measured(`${number}-01-01`, `${number}-12-31`, value, part);
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

describe("series of measurements", () => {
  it("are apart by what they are broken down by, the oldest first", () => {
    const rows = [year(2022, 2), year(2021, 5, "women"), year(2021, 1), year(2021, 6, "men")];
    expect(
      seriesOf(rows, punctuationIn("en")).map(({ name, rows: all }) => [name, all.map(({ value }) => value)]),
    ).toEqual([
      ["", [1, 2]],
      ["sex: women", [5]],
      ["sex: men", [6]],
    ]);
  });

  it("give no line for one measurement, nor for two of the same period", () => {
    expect(runsOf([year(2021, 1)])).toEqual([]);
    expect(runsOf([year(2021, 1), year(2021, 2)])).toEqual([]);
  });

  it("join quarters with quarters, and no year with a quarter", () => {
    const quarters = [measured("2022-01-01", "2022-03-31", 1), measured("2022-04-01", "2022-06-30", 2)];
    expect(runsOf([year(2021, 9), ...quarters])).toEqual([quarters]);
  });
});

describe("a chart", () => {
  it("has each value at its height, and the target at its own", () => {
    const rows = [year(2021, 0), year(2023, 100)];
    const { points, lines, target } = layOut(rows, rows, 50);
    const [low, high] = points.map(({ y }) => y);
    expect(target).toBe(((low ?? 0) + (high ?? 0)) / 2);
    expect(lines).toEqual([points.map(({ x, y }) => `${x},${y}`).join(" ")]);
  });

  it("begins at zero, and ends above the highest value at a round one", () => {
    expect(valueTicks([62, 65])).toEqual([0, 20, 40, 60, 80]);
    expect(valueTicks([-3, 4])).toEqual([-4, -2, 0, 2, 4]);
    expect(valueTicks([0])).toEqual([0, 0.5]);
  });

  it("names years, months or days, as its time asks", () => {
    expect(timeTicks(day("2021-03-01"), day("2024-02-01"))).toEqual({
      unit: "year",
      days: ["2022-01-01", "2023-01-01", "2024-01-01"],
    });
    expect(timeTicks(day("2024-01-15"), day("2024-04-15"))).toEqual({
      unit: "month",
      days: ["2024-02-01", "2024-03-01", "2024-04-01"],
    });
    expect(timeTicks(day("2024-01-02"), day("2024-01-12"))).toEqual({
      unit: "day",
      days: ["2024-01-02", "2024-01-11"],
    });
  });
});
