import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/exchange/file/limits.js";
import { columnsOf } from "../../src/exchange/sheets/columns.js";
import { sheetDefinition } from "../../src/exchange/sheets/sheet-kinds.js";
import { type ExchangeUnderTest, problemsOf, startExchange } from "./support.js";
import { zip } from "./zip.js";

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

async function codeOf(name: string, content: string | Uint8Array, limits = DEFAULT_LIMITS): Promise<unknown> {
  try {
    return await sample.import(name, content, { limits });
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

const rows = (count: number): string => Array.from({ length: count }, (_, index) => `\nid-${index};T;OTHER`).join("");
const small = { ...DEFAULT_LIMITS, maxBytes: 2_000, maxRows: 3, maxColumns: 4, maxCellLength: 20 };

describe("a file beyond the limits", () => {
  test.each([
    ["FILE_EMPTY", "events.csv", ""],
    ["FILE_TOO_LARGE", "events.csv", "x".repeat(2_001)],
    ["TOO_MANY_ROWS", "events.csv", `id;title.nl;kind${rows(4)}`],
    ["TOO_MANY_COLUMNS", "events.csv", "id;a;b;c;d"],
    ["CELL_TOO_LONG", "events.csv", `id;title.nl\nx;${"x".repeat(21)}`],
    ["CSV_MALFORMED", "events.csv", 'id;title.nl\nx;"open'],
    ["ENCODING_UNKNOWN", "events.csv", "id;title.nl\nx;\u0000"],
    ["ENCODING_UNKNOWN", "events.csv", Buffer.concat([Buffer.from("id;title.fr\nx;été"), Buffer.from([0xe9])])],
    ["HEADERS_MISSING", "events.csv", "een;twee\n1;2"],
    ["HEADER_TWICE", "events.csv", "id;titel;title.nl\nx;1;2"],
    ["NO_ROWS", "events.csv", "id;title.nl\n;"],
    ["KIND_UNKNOWN", "file.csv", "id;title.nl\nx;1"],
    ["FORMAT_UNKNOWN", "file.doc", "x"],
    ["FORMAT_UNKNOWN", "events.xls", "x"],
    ["JSON_MALFORMED", "events.json", "{"],
    ["JSON_MALFORMED", "events.json", '{"things": []}'],
    ["TOO_MANY_ROWS", "events.json", '{"event": [1,2,3,4]}'],
    ["TOO_MANY_COLUMNS", "events.json", '{"event": [{"id":1,"a":2,"b":3,"c":4,"d":5}]}'],
    ["ICS_MALFORMED", "events.ics", "BEGIN:VCARD\r\nEND:VCARD"],
    ["TOO_MANY_ROWS", "events.ics", `BEGIN:VCALENDAR\n${"BEGIN:VEVENT\nEND:VEVENT\n".repeat(4)}END:VCALENDAR`],
    ["XLSX_MALFORMED", "events.xlsx", "PK no zip file at all"],
    ["XLSX_ENCRYPTED", "events.xlsx", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ])("is refused with %s: %s", async (code, name, content) => {
    expect(await codeOf(name, content, small)).toBe(code);
  });

  test("is a workbook that grows when it is unpacked, whatever sizes it claims", async () => {
    const bomb = Buffer.alloc(DEFAULT_LIMITS.maxUnpackedBytes / 2 + 1);
    const bytes = zip({ "xl/a.xml": bomb, "xl/b.xml": bomb }, 10);
    expect(bytes.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    expect(await codeOf("events.xlsx", bytes)).toBe("XLSX_TOO_LARGE");
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  test("is a workbook of so many small texts that reading them takes all memory", async () => {
    const texts = Buffer.from(`<sst>${"<si><t>x</t></si>".repeat(800_000)}</sst>`);
    const bytes = zip({ "xl/sharedStrings.xml": texts });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await codeOf("events.xlsx", bytes)).toBe("XLSX_TOO_LARGE");
  });

  test("is a workbook whose XML has entities of its own", async () => {
    const xml = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>`;
    expect(await codeOf("events.xlsx", zip({ "xl/sharedStrings.xml": Buffer.from(xml) }))).toBe("XLSX_ENTITIES");
  });

  test("is a workbook with a cell in its last corner", async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: "Events", rows: [["id"]], cells: new Map([["1048575,16383", { value: "x" }]]) }],
    });
    expect(await codeOf("events.xlsx", bytes)).toBe("XLSX_TOO_LARGE");
  });

  test("is a calendar that is nested without end, or has a line without end", async () => {
    const nested = `BEGIN:VCALENDAR\n${"BEGIN:VEVENT\n".repeat(50_000)}`;
    expect(await codeOf("events.ics", nested)).toBe("ICS_MALFORMED");
    const long = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nDTSTART;VALUE=DATE:20261015\nSUMMARY:${"x".repeat(200_000)}\nEND:VEVENT\nEND:VCALENDAR`;
    expect(await codeOf("events.ics", long)).toMatchObject({ written: false, counts: { BAD: 1 } });
  });

  test("is a calendar whose property has parameters without end, also where lines are folded", async () => {
    const event = (property: string) =>
      `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20261015\r\n${property}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
    expect(await codeOf("events.ics", event(`ATTENDEE${";X=1".repeat(500_000)}:x`))).toBe("ICS_MALFORMED");
    expect(await codeOf("events.ics", event(`ATTENDEE${";X=1\r\n ".repeat(500_000)}:x`))).toBe("ICS_MALFORMED");
    expect(await codeOf("events.ics", event(`ATTENDEE;X="${":".repeat(500_000)}":x`))).toBe("ICS_MALFORMED");
    expect(await codeOf("events.ics", event(`SUMMARY;ALTREP="a:b":${"x".repeat(20_000)}`))).toMatchObject({
      counts: { BAD: 1 },
    });
  });

  test("is JSON that is nested without end", async () => {
    const deep = `{"event": [{"id": "deep", "title": ${"[".repeat(100_000)}${"]".repeat(100_000)}}]}`;
    expect(await codeOf("events.json", deep)).toMatchObject({ written: false, counts: { BAD: 1 } });
  });

  test("is JSON whose ids are nested without end", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const report = await sample.import("events.json", `{"event": [{"id": ${deep}}, ${deep}]}`);
    expect(problemsOf(report)).toContain("1 id WRONG_VALUE");
    expect(problemsOf(report)).toContain("2  NOT_AN_OBJECT");
    expect(report.written).toBe(false);
  });

  test("is a field of more values, or a cell of more entries, than any record has", async () => {
    const values = `{"event": [{"id": "x", "title": {"NL": "X"}, "topics": [${"[],".repeat(250_000)}[]]}]}`;
    expect(problemsOf(await sample.import("events.json", values))).toEqual(["1 topics WRONG_VALUE"]);
    const entries = `id;title.nl;kind;summary.nl;themes\nx;X;OTHER;"${"a\n".repeat(6_000)}";"${"TRUST,".repeat(6_000)}"`;
    expect(problemsOf(await sample.import("events.csv", entries))).toEqual(["2 themes WRONG_VALUE"]);
  });

  test("of problems of one row is told in few words", async () => {
    const wide = `id;title.nl\nx;X;${"te veel;".repeat(297)}`;
    const { rows } = await sample.import("events.csv", wide, { dryRun: true });
    expect(rows[0]?.problems).toHaveLength(1);
    expect(rows[0]?.problems[0]?.message).toContain('"te veel", and 296 more');
    const columns = columnsOf(sheetDefinition("event")).map(({ name }) => name);
    const failed = `${columns.join(";")}\n${columns.map(() => "#REF!").join(";")}`;
    const report = await sample.import("events.csv", failed, { dryRun: true });
    expect(report.rows[0]?.problems.length).toBeLessThan(30);
    expect(problemsOf(report)).toContain("2  MORE_PROBLEMS");
  });

  test("is not one of many rows", { timeout: 60_000 }, async () => {
    const report = await sample.import("events.csv", `id;title.nl;kind${rows(2_000)}`, { dryRun: true });
    expect(report.counts.CREATED).toBe(2_000);
  });
});
