import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { EXCHANGE_ERROR_CODES } from "../../src/exchange/file/exchange-error.js";
import { ROW_PROBLEM_CODES, ROW_WARNING_CODES } from "../../src/exchange/sheets/cell-problem.js";

const text = await readFile(new URL("../../../../docs/import.md", import.meta.url), "utf8");

/** The first cells of the tables, where they are codes, with what stands beside them. */
const listed = new Map(
  Array.from(text.matchAll(/^\| `([A-Z0-9_]+)` \| (.+) \|$/gm), ([, code, words]) => [code, words]),
);

describe("docs/import.md", () => {
  test("lists every code that a file or a row can be refused or warned with, and no other", () => {
    const codes = [...EXCHANGE_ERROR_CODES, ...Object.keys(ROW_PROBLEM_CODES), ...Object.keys(ROW_WARNING_CODES)];
    expect([...listed.keys()]).toEqual(codes);
  });

  test("says how to mend a row as the program does", () => {
    for (const [code, mend] of Object.entries({ ...ROW_PROBLEM_CODES, ...ROW_WARNING_CODES }))
      expect(listed.get(code)).toBe(mend);
  });
});
