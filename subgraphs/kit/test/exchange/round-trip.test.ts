import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExchangeUnderTest, startExchange } from "./support.js";
import { SHEET_KINDS } from "../../src/exchange/sheets/sheet-kinds.js";

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

describe("an export that is imported again", () => {
  test.each(SHEET_KINDS)("changes nothing: %s as CSV", async (kind) => {
    const before = await sample.everything();
    const file = await sample.export("csv", kind);
    const report = await sample.import(file.name, file.bytes, { kind });
    expect(report.rows.length).toBeGreaterThan(0);
    expect(report.rows.filter(({ outcome }) => outcome !== "UNCHANGED")).toEqual([]);
    expect(report.notices).toEqual([]);
    expect(await sample.everything()).toBe(before);
  });

  test.each(["xlsx", "json", "ics"] as const)("changes nothing: all kinds as %s", async (format) => {
    const before = await sample.everything();
    const file = await sample.export(format);
    const report = await sample.import(file.name, file.bytes);
    expect(report.rows.length).toBeGreaterThan(0);
    expect(report.rows.filter(({ outcome }) => outcome !== "UNCHANGED")).toEqual([]);
    expect(report.notices).toEqual([]);
    expect(await sample.everything()).toBe(before);
  });
});
