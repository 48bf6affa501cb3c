import { runs } from "@segpol/launcher/testing";
import fc from "fast-check";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXCHANGE_ERROR_CODES, ExchangeError } from "../../src/exchange/file/exchange-error.js";
import type { ExchangeFormat } from "../../src/exchange/file/format.js";
import { type ExchangeUnderTest, startExchange } from "./support.js";

/** The same files at every run. */
const SEED = 20_261_121;
const FILES_OF_EACH = runs({ few: 24, many: 120 });

let sample: ExchangeUnderTest;
const exports = new Map<ExchangeFormat, Uint8Array>();
beforeAll(async () => {
  sample = await startExchange();
  for (const format of ["xlsx", "json", "ics"] as const) exports.set(format, (await sample.export(format)).bytes);
  exports.set("csv", (await sample.export("csv", "event")).bytes);
});
afterAll(() => sample?.stop());

type Damage = (bytes: Uint8Array) => Uint8Array;

const TROUBLE = [
  '"',
  ";",
  "\u0000",
  "\ud800",
  "-",
  "=cmd|' /C calc'!A0",
  "{",
  "[[[[",
  "BEGIN:VEVENT",
  "RRULE:FREQ=SECONDLY",
  "99999999999999999999",
  "1e999",
  "2021-02-30",
  "__proto__",
  "\u202e",
  "'; drop table event; --",
  "<!ENTITY a 'b'>",
  "🚓".repeat(50),
];
const text = fc.oneof(fc.constantFrom(...TROUBLE), fc.string({ unit: "binary", maxLength: 40 }));

/** Something done to the bytes of a file, wherever `at` (0 to 1) is in it. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ minLength: 1, maxLength: 20 }))
    .map(([at, bytes]): Damage => (file) => {
      const place = Math.floor(at * file.length);
      return Buffer.concat([file.subarray(0, place), bytes, file.subarray(place + bytes.length)]);
    }),
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), text).map(([at, words]): Damage => (file) => {
    const place = Math.floor(at * file.length);
    return Buffer.concat([file.subarray(0, place), Buffer.from(words), file.subarray(place)]);
  }),
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 300 }))
    .map(([at, length]): Damage => (file) => {
      const place = Math.floor(at * file.length);
      return Buffer.concat([file.subarray(0, place), file.subarray(place + length)]);
    }),
  fc.double({ min: 0, max: 1, noNaN: true }).map(
    (at): Damage =>
      (file) =>
        file.subarray(0, Math.floor(at * file.length)),
  ),
);

/** A workbook, or JSON, that is whole and in which a value is not what it should be. */
const wrongCell = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.oneof(text, fc.double(), fc.boolean(), fc.date()));
const wrongValue = fc.tuple(fc.nat(), fc.nat(), fc.jsonValue({ maxDepth: 4 }));

/** Imports a damaged file. Gives whether it was malformed; one that was still good may change what is kept. */
async function isMalformed(format: ExchangeFormat, bytes: Uint8Array): Promise<boolean> {
  const before = await sample.everything();
  try {
    const report = await sample.import(`events.${format}`, bytes);
    if (report.counts.BAD === 0) return false;
    expect(report.written).toBe(false);
    const problems = report.rows.flatMap((row) => row.problems);
    expect(problems.length).toBeGreaterThan(0);
    for (const { code, message, mend } of problems) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/);
      expect(message).not.toBe("");
      expect(mend).not.toBe("");
    }
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    expect(EXCHANGE_ERROR_CODES).toContain(error.code);
    expect(error.mend).not.toBe("");
  }
  expect(await sample.everything()).toBe(before);
  return true;
}

async function sift<T>(
  values: fc.Arbitrary<T>,
  format: ExchangeFormat,
  make: (value: T) => Promise<Uint8Array>,
  runs: number,
): Promise<void> {
  let malformed = 0;
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      const found = await isMalformed(format, await make(value));
      fc.pre(found);
      malformed += 1;
    }),
    { seed: SEED, numRuns: runs, endOnFailure: true },
  );
  expect(malformed).toBe(runs);
}

const damages = fc.array(damage, { minLength: 1, maxLength: 4 });
const bytesOf = (format: ExchangeFormat): Uint8Array => exports.get(format) ?? new Uint8Array();

describe("malformed files are each refused with a typed error, and nothing is written", () => {
  test.each(["csv", "ics"] as const)("%s", { timeout: 60_000 }, async (format) => {
    await sift(damages, format, async (all) => all.reduce((file, each) => each(file), bytesOf(format)), FILES_OF_EACH);
  });

  test("json", { timeout: 60_000 }, async () => {
    await sift(
      damages,
      "json",
      async (all) => all.reduce((file, each) => each(file), bytesOf("json")),
      FILES_OF_EACH / 2,
    );
    await sift(
      wrongValue,
      "json",
      async ([list, field, value]) => {
        const records = JSON.parse(Buffer.from(bytesOf("json")).toString()) as Record<
          string,
          Record<string, unknown>[]
        >;
        const lists = Object.values(records);
        const record = lists[list % lists.length]?.[0] ?? {};
        const names = Object.keys(record);
        record[names[field % names.length] ?? ""] = value;
        return Buffer.from(JSON.stringify(records));
      },
      FILES_OF_EACH / 2,
    );
  });

  test("xlsx", { timeout: 60_000 }, async () => {
    await sift(
      damages,
      "xlsx",
      async (all) => all.reduce((file, each) => each(file), bytesOf("xlsx")),
      FILES_OF_EACH / 2,
    );
    const { sheets } = await readXlsx(bytesOf("xlsx"));
    await sift(
      wrongCell,
      "xlsx",
      async ([sheet, row, column, value]) => {
        const copies = sheets.map(({ name, rows }) => ({ name, rows: rows.map((cells) => [...cells]) }));
        const rows = copies[sheet % copies.length]?.rows ?? [];
        const cells = rows[row % rows.length];
        if (cells) cells[column % cells.length] = value instanceof Date && Number.isNaN(value.getTime()) ? null : value;
        return writeXlsx({ sheets: copies });
      },
      FILES_OF_EACH / 2,
    );
  });
});
