import { type CellValue, readXlsx, writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTemplate } from "../../src/exchange/make-template.js";
import { type ExchangeUnderTest, outcomesOf, problemsOf, startExchange } from "./support.js";

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

async function workbook(sheets: Readonly<Record<string, CellValue[][]>>, merges?: string): Promise<Uint8Array> {
  const rows = Object.entries(sheets);
  return writeXlsx({
    sheets: rows.map(([name, cells]) => ({
      name,
      rows: cells,
      ...(merges === name ? { merges: [{ startRow: 1, endRow: 2, startCol: 0, endCol: 0 }] } : {}),
    })),
  });
}

describe("a workbook", () => {
  test("has dates, numbers and yes or no as cells of their own kind, and empty rows at its end", async () => {
    const bytes = await workbook({
      Evenementen: [
        [
          "id",
          "titel",
          "soort",
          "datum",
          "inschrijven vanaf",
          "inschrijving",
          "deelnemers maximum",
          "onderwerpen open",
        ],
        ["cells", "Cellen", "Studiedag", new Date(Date.UTC(2026, 9, 15)), 44484, "OPEN", 50, true],
        [null, null, null, null, null, null, null, null],
        ["", "  ", null, null, null, null, null, null],
      ],
    });
    const report = await sample.import("kalender.xlsx", bytes);
    expect(problemsOf(report)).toEqual([]);
    expect(outcomesOf(report)).toEqual(["CREATED"]);
    const [event] = await sample.sql(
      "select date, registration, capacity, topics_open from event where id = 'sample:event:cells'",
    );
    expect(event).toMatchObject({
      date: { edtf: "2026-10-15" },
      registration: { state: "OPEN", opensOn: "2021-10-15" },
      capacity: { max: 50 },
      topics_open: true,
    });
  });

  test("has text in several faces, a title above the headers, and formulas by their result", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Events",
          rows: [
            ["Onze agenda 2026", null, null],
            [null, null, null],
            ["id", "title.nl", "kind"],
            ["rich", null, null],
          ],
          cells: new Map([
            [
              "3,1",
              {
                value: "vet en schuin",
                type: "richText",
                richText: [{ text: "vet ", font: { bold: true } }, { text: "en schuin" }],
              },
            ],
            ["3,2", { value: "OTHER", type: "formula", formula: 'UPPER("other")', formulaResult: "OTHER" }],
          ]),
        },
      ],
    });
    const report = await sample.import("agenda.xlsx", bytes);
    expect(problemsOf(report)).toEqual([]);
    expect(report.rows[0]).toMatchObject({ row: 4, outcome: "CREATED" });
    expect(await sample.sql("select title, kind from event where id = 'sample:event:rich'")).toEqual([
      { title: { original: "NL", NL: "vet en schuin" }, kind: "OTHER" },
    ]);
  });

  test("has several sheets: records and what belongs to them in one go, and others that are not read", async () => {
    const bytes = await workbook(
      {
        Opvolgingen: [
          ["aanbeveling", "id", "wie", "wat", "datum", "status"],
          ["nieuw", "wb-1", "Zone", "Begonnen", "2026-01", "LIMITED"],
          [null, "wb-2", "Zone", "Verder", "2026-02", "LIMITED"],
        ],
        Aanbevelingen: [
          ["id", "titel"],
          ["nieuw", "Nieuwe aanbeveling"],
        ],
        Kladblad: [["zomaar"], ["iets"]],
      },
      "Opvolgingen",
    );
    const report = await sample.import("alles.xlsx", bytes);
    expect(problemsOf(report)).toEqual([]);
    expect(outcomesOf(report)).toEqual(["APPENDED", "APPENDED", "CREATED"]);
    expect(report.notices).toEqual(['Sheet "Kladblad" is not read: its name is not that of a kind of record.']);
    expect(
      await sample.sql("select id from follow_up where recommendation_id = 'sample:recommendation:nieuw' order by id"),
    ).toEqual([{ id: "wb-1" }, { id: "wb-2" }]);
  });

  test("without sheets named after a kind has its first one read", async () => {
    const bytes = await workbook({
      Blad1: [
        ["id", "titel", "soort"],
        ["first-sheet", "Eerste", "OTHER"],
      ],
      Blad2: [["iets", "anders"]],
    });
    const report = await sample.import("events.xlsx", bytes);
    expect(outcomesOf(report)).toEqual(["CREATED"]);
    expect(report.notices).toEqual([expect.stringContaining('"Blad2" is not read')]);
  });

  test("has a formula that failed told as such", async () => {
    const bytes = await workbook({
      Events: [
        ["id", "title.nl", "kind"],
        ["failed", "#REF!", "OTHER"],
      ],
    });
    expect(problemsOf(await sample.import("events.xlsx", bytes))).toContain("2 title.nl FORMULA_FAILED");
  });
});

describe("a template", () => {
  test.each(["csv", "xlsx"] as const)("as %s is filled in under its headers", async (format) => {
    const { bytes } = await makeTemplate("event", format);
    await expect(sample.import(`event.${format}`, bytes)).rejects.toMatchObject({ code: "NO_ROWS" });
  });

  test("has its dates as texts, of which a spreadsheet makes nothing else", async () => {
    const { bytes } = await makeTemplate("event", "xlsx");
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const [headers = []] = sheets[0]?.rows ?? [];
    const formatOf = (header: string): unknown => sheets[0]?.cells?.get(`9,${headers.indexOf(header)}`)?.style?.numFmt;
    expect(formatOf("date")).toBe("@");
    expect(formatOf("registration.opensOn")).toBe("@");
    expect(formatOf("title.nl")).toBeUndefined();
  });

  test("explains every column in a second sheet, with the values that it can have", async () => {
    const { bytes } = await makeTemplate("event", "xlsx");
    const { sheets } = await readXlsx(bytes);
    const [headers = []] = sheets[0]?.rows ?? [];
    const explained = (sheets[1]?.rows ?? []).slice(1);
    expect(explained.map(([column]) => column)).toEqual(headers);
    const kind = explained.find(([column]) => column === "kind");
    expect(kind?.[3]).toContain("ROUND_TABLE");
    expect(explained.find(([column]) => column === "status")?.[1]).toBe("Whether it goes ahead.");
    expect(explained.every(([, holds]) => typeof holds === "string" && holds !== "")).toBe(true);
  });
});
