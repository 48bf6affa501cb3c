import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExchangeUnderTest, startExchange } from "./support.js";
import { SHEET_KINDS } from "../../src/model/sheet-kind.js";

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

  test.each(["csv", "xlsx", "json", "ics"] as const)("changes nothing where texts are awkward: %s", async (format) => {
    const awkward = [
      "-",
      "'-",
      "=1+1",
      "'=1",
      "'gewoon",
      "#N/B",
      "'#NV",
      "Fout:502",
      '="007"',
      "# geen opmerking",
      " spaties ",
      "\u00a0vast\u00a0",
      "twee\nregels",
      "twee\r\nregels",
      "\\n en \\",
      "e\u0301",
      '"aangehaald"; en, meer\ten meer',
      "1,5",
      "44484",
      "TRUE",
      "🚓 BEGIN:VEVENT",
      "x".repeat(5_000),
    ];
    await sample.sql("delete from event where id like 'sample:event:awkward-%'");
    for (const [index, text] of awkward.entries()) {
      const other = { original: "FR", FR: text };
      const content = {
        title: { original: "DE", NL: "Titel", DE: text },
        summary: other,
        topics: [other, { original: "EN", NL: "Een", EN: text }],
      };
      await sample.sql(
        `insert into event (id, title, summary, topics, speakers, kind, place, links, organisers, date)
         values ($1, $2, $3, $4, $5, 'OTHER', $6, '[]', '{SAMPLE}', $7)`,
        [
          `sample:event:awkward-${format}-${index}`,
          JSON.stringify(content.title),
          JSON.stringify(content.summary),
          JSON.stringify(content.topics),
          [text, "gewoon"],
          JSON.stringify({ name: text, country: "BE" }),
          JSON.stringify({
            text: other,
            edtf: "2022-04-XX",
            earliest: "2022-04-01",
            latest: "2022-04-30",
            basis: "INFERRED",
          }),
        ],
      );
    }
    const before = await sample.everything();
    const file = await sample.export(format, "event");
    // Some readers take a carriage return alone for the end of a line.
    if (format === "ics") expect(Buffer.from(file.bytes).toString()).not.toMatch(/\r(?!\n)/);
    const report = await sample.import(file.name, file.bytes);
    expect(report.rows.length).toBeGreaterThan(awkward.length);
    expect(report.rows.filter(({ outcome }) => outcome !== "UNCHANGED")).toEqual([]);
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
