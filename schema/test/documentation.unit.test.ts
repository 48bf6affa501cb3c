import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { edtfBounds, FINDING_CODES } from "../src/index.js";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** The rows of a document's tables, head and rule left out, as lists of cells. */
function rows(path: string): string[][] {
  const lines = read(path).split("\n");
  const isRow = (line: string | undefined) => line?.startsWith("|") ?? false;
  return lines
    .filter((line, index) => isRow(line) && !line.startsWith("|---") && !lines[index + 1]?.startsWith("|---"))
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\|\s*|\s*\|$/g, "").trim()));
}

describe("the documentation", () => {
  test("lists every code that checkConformance gives, with its severity and meaning", () => {
    const expected = Object.entries(FINDING_CODES).map(([code, { severity, meaning }]) => [
      `\`${code}\``,
      severity,
      meaning,
    ]);
    expect(rows("docs/conformance.md")).toEqual(expected);
  });

  test("gives the days that each of its example dates means", () => {
    const dates = rows("README.md").filter((cells) => cells.length === 4);
    expect(dates.length).toBeGreaterThan(10);
    for (const [, , edtf, days] of dates) {
      const { earliest, latest } = edtfBounds((edtf ?? "").replaceAll("`", ""));
      expect(`${earliest}, ${latest}`, edtf).toBe(days);
    }
  });
});
