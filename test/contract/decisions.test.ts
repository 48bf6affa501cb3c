import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../docs/decisions/", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), "utf8");
const files = readdirSync(folder).filter((file) => file !== "README.md");

test.for(files)("%s has the form of a decision record", (file) => {
  const [heading = "", ...lines] = read(file).split("\n");
  const [, number, title = ""] = /^# (\d{4}) (.+)$/.exec(heading) ?? [];
  const slug = title
    .toLowerCase()
    .replaceAll("'", "")
    .replaceAll(/[^a-z0-9]+/g, "-");
  expect(file).toBe(`${number}-${slug}.md`);
  expect(lines.slice(0, 3)).toEqual([
    "",
    expect.stringMatching(/^- Status: (proposed|accepted|superseded by \d{4})$/),
    expect.stringMatching(/^- Date: \d{4}-\d{2}-\d{2}$/),
  ]);
  expect(lines.filter((line) => line.startsWith("#"))).toEqual(["## Context", "## Decision", "## Consequences"]);
  for (const section of lines
    .join("\n")
    .split(/^## .*$/m)
    .slice(1))
    expect(section.trim()).not.toBe("");
});

test("decisions are numbered from 0001 without a gap", () => {
  const numbers = files.map((file) => Number(file.slice(0, 4))).toSorted((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

test("the index lists every decision with its title and status", () => {
  const rows = read("README.md")
    .split("\n")
    .filter((line) => line.startsWith("| ["));
  const expected = files.toSorted().map((file) => {
    const [, number, title] = /^# (\d{4}) (.+)$/m.exec(read(file)) ?? [];
    const [, status] = /^- Status: (.+)$/m.exec(read(file)) ?? [];
    return `| [${number}](${file}) | ${title} | ${status} |`;
  });
  expect(rows).toEqual(expected);
});
