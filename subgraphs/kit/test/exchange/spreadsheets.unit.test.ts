import { type CellValue, type WriteSheet, writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/exchange/file/limits.js";
import { datesOf, readAlone } from "./reading.js";
import { plainWorkbook } from "./plain-workbook.js";

const DAY = "2027-10-15";
const TWO = "2027-10-15/2027-10-16";
const day = new Date(Date.UTC(2027, 9, 15));

async function workbook(
  rows: CellValue[][],
  formats: Readonly<Record<string, string>> = {},
  more: Partial<WriteSheet> & { readonly dateSystem?: "1904" } = {},
): Promise<Uint8Array> {
  const { dateSystem, ...sheet } = more;
  const cells = Object.entries(formats).map(([place, numFmt]) => {
    const [row = 0, column = 0] = place.split(",").map(Number);
    return [place, { value: rows[row]?.[column] ?? null, style: { numFmt } }] as const;
  });
  return writeXlsx({
    sheets: [{ name: "Events", rows, cells: new Map(cells), ...sheet }],
    ...(dateSystem ? { dateSystem } : {}),
  });
}

describe("a CSV file as Excel writes it has dates", () => {
  test.each([
    [
      "events-c08-datetime-be.csv",
      ["2027-10-15T14:30:00", DAY, "2027-10-15T14:30:00", "2027-10-15T14:30:00", "2027-10-15T14:30:00"],
    ],
    ["events-c32-month-as-excel-shows.csv", Array.from({ length: 5 }, () => "2027-10")],
    [
      "events-c09-two-digit-year.csv",
      [
        undefined,
        undefined,
        DAY,
        DAY,
        DAY,
        DAY,
        "2027-10-01",
        DAY,
        DAY,
        DAY,
        TWO,
        TWO,
        TWO,
        TWO,
        TWO,
        "2027-12-13",
        "2027-10/2027-11",
        TWO,
        TWO,
      ],
    ],
  ])("%s", async (name, dates) => {
    expect(datesOf(await readAlone(name))).toEqual(dates);
  });

  test("of which those with two figures for the year are refused in words", async () => {
    const { problems, messages } = await readAlone("events-c09-two-digit-year.csv");
    expect(problems).toEqual(["2 date NOT_A_DATE", "3 date NOT_A_DATE"]);
    for (const message of messages) expect(message).toContain("the year has two figures");
  });
});

test.each([
  ["10/2027 - 11/2027", "d'octobre 2027 à novembre 2027"],
  ["04/2027 - 05/2027", "d'avril 2027 à mai 2027"],
  ["05/2027 - 08/2027", "de mai 2027 à août 2027"],
  ["2027 - 2028", "de 2027 à 2028"],
])("%s is put in French words as people write them", async (cell, words) => {
  const { rows } = await readAlone("events.csv", `Titel;Datum\nA;${cell}`);
  expect(rows[0]?.["date"]).toMatchObject({ text: { FR: words } });
});

describe("the separator of a CSV file is the one that most lines have alike", () => {
  test.each([
    ["Overzicht, voorlopig, 2027, intern;;\nTitel;Soort;Datum\nA;studiedag;15/10/2027", "a title above the headers"],
    ["Titel;Soort;Samenvatting\nA;studiedag;een, twee, drie\nB;studiedag;vier, vijf", "texts with commas"],
    ['Titel,Soort,Samenvatting\nA,studiedag,"een; twee; drie"\nB,studiedag,"x;y"', "texts with semicolons in quotes"],
    ["Titel,Soort,themes\nA,studiedag,TRUST; TECHNOLOGY\nB,studiedag,TRUST; TECHNOLOGY", "codes with semicolons"],
    ['Titel\tSoort\tSamenvatting\nA\tstudiedag\t5" en, dan; meer', "a quotation mark within a cell"],
    ["sep=,\nTitel,Soort,Samenvatting\nA,studiedag,x;y;z", "a line that says it"],
    ['Titel;Soort;"Datum\n(dag; maand, jaar)"\nA;studiedag;15/10/2027', "a header of two lines"],
    ["Titel,Soort\r\nA,studiedag\r\n", "line breaks of Windows"],
    ["sep=|\nTitel|Soort|Samenvatting\nA|studiedag|x;y;z", "a line that says it, with a stroke"],
  ])("%j: %s", async (content) => {
    const { rows } = await readAlone("events.csv", content);
    expect(rows[0]).toMatchObject({ title: { NL: "A" }, kind: "STUDY_DAY" });
  });

  test.each([
    ['"Titel"; "Soort"; "Samenvatting"\n"A"; "studiedag"; "een; twee, drie"', "een; twee, drie"],
    ['Titel, Soort, Samenvatting\nA, "studiedag",  "een; twee;\n\n drie, vier"', "een; twee;\n\n drie, vier"],
  ])("also with spaces before quotation marks: %j", async (content, summary) => {
    const { rows, problems } = await readAlone("events.csv", content);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ title: { NL: "A" }, kind: "STUDY_DAY", summary: { NL: summary } }]);
  });

  test("in the file with commas in its title", async () => {
    const { rows } = await readAlone("events-c12b-title-row-commas.csv");
    expect(rows).toEqual([expect.objectContaining({ title: { original: "NL", NL: "A komma" } })]);
  });
});

describe("a formula that failed", () => {
  test("is told in the words of Excel in Dutch and French", async () => {
    const { problems } = await readAlone("events-c31-error-words.csv");
    expect(problems).toEqual([
      "2 title.nl FORMULA_FAILED",
      "2 summary.nl FORMULA_FAILED",
      "3 title.nl FORMULA_FAILED",
      "3 summary.nl FORMULA_FAILED",
      "4 title.nl FORMULA_FAILED",
      "4 summary.nl FORMULA_FAILED",
      "5 title.nl FORMULA_FAILED",
    ]);
  });

  test.each([
    "#GETAL!",
    "#LEEG!",
    "#OVERLOOP!",
    "#NOM?",
    "#NOMBRE!",
    "#ÉPARS!",
    "#BEZUG!",
    "#NV",
    "#ÜBERLAUF!",
    "#SPILL!",
    "#naam?",
    "Err:502",
    "Fout:508",
  ])("%s", async (word) => {
    const { problems } = await readAlone("events.csv", `Titel;Soort\n${word};studiedag`);
    expect(problems).toEqual(["2 title.nl FORMULA_FAILED"]);
  });

  test("is not what stands behind an apostrophe, nor a formula that makes a text of it", async () => {
    const { rows, problems } = await readAlone("events.csv", 'Titel;Datum\n\'#N/B;2027\n="007";="15/10/2027"');
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ title: { NL: "#N/B" } }, { title: { NL: "007" }, date: { edtf: DAY } }]);
  });

  test.each(["#metoo", "# 1", "#N/A als antwoord", "Fout: 50 jaar"])("is not %s", async (title) => {
    const { rows } = await readAlone("events.csv", `Soort;Titel\nstudiedag;${title}`);
    expect(rows[0]?.["title"]).toMatchObject({ NL: title });
  });

  test.each(["#SPILL!", "#NEW_ERROR_OF_2030!"])("is one by its type in a workbook: %s", async (error) => {
    const sheet = `<row r="1"><c r="A1" t="str"><v>Titel</v></c></row><row r="2"><c r="A2" t="e"><v>${error}</v></c></row>`;
    expect((await readAlone("events.xlsx", plainWorkbook({ sheet }))).problems).toContain("2 title.nl FORMULA_FAILED");
  });
});

describe("a date cell says what its format shows", () => {
  test.each([
    ["dd/mm/yyyy", DAY],
    ["d-mmm-yy", DAY],
    ["[$-813]dddd d mmmm yyyy;@", DAY],
    ["d/mm", DAY],
    ["mmm/yy", "2027-10"],
    ["mmm-yy", "2027-10"],
    ["[$-80C]mmmm yyyy;@", "2027-10"],
    ['mmmm" van "yyyy', "2027-10"],
    ["mm\\-yyyy", "2027-10"],
    ["yyyy", "2027"],
    ["dd/mm/yyyy h:mm", DAY],
  ])("%s", async (format, edtf) => {
    const bytes = await workbook(
      [
        ["Titel", "Soort", "Datum"],
        ["A", "studiedag", day],
      ],
      { "1,2": format },
    );
    expect(datesOf(await readAlone("events.xlsx", bytes))).toEqual([edtf]);
  });

  test.each(["dd/mm/yyyy h:mm", "yyyy-mm-dd hh:mm:ss", "d/m/yyyy h:mm AM/PM"])("with a time: %s", async (format) => {
    const noon = new Date(Date.UTC(2027, 9, 15, 14, 30));
    const bytes = await workbook(
      [
        ["Titel", "Soort", "Datum"],
        ["A", "studiedag", noon],
      ],
      { "1,2": format },
    );
    expect(datesOf(await readAlone("events.xlsx", bytes))).toEqual(["2027-10-15T14:30:00"]);
  });

  test.each([46_675.416_666_66, 46_675.416_67, 46_675.416_664])(
    "with a time that the file has as a part of a day: %d",
    async (serial) => {
      const bytes = await workbook(
        [
          ["Titel", "Soort", "Datum"],
          ["A", "studiedag", serial],
        ],
        { "1,2": "dd/mm/yyyy hh:mm" },
      );
      expect(datesOf(await readAlone("events.xlsx", bytes))).toEqual(["2027-10-15T10:00:00"]);
    },
  );

  test("a time alone is no date", async () => {
    const bytes = await workbook(
      [
        ["Titel", "Soort", "Datum"],
        ["A", "studiedag", 0.604_166_67],
      ],
      { "1,2": "h:mm" },
    );
    const { problems, messages } = await readAlone("events.xlsx", bytes);
    expect(problems).toEqual(["2 date NOT_A_DATE"]);
    expect(messages[0]).toContain('"14:30"');
  });

  test.each([
    ["1900", 0, "0/1/1900"],
    ["1900", -5, "0/1/1900"],
    ["1904", 0, "0/1/1904"],
  ] as const)("a formula's 0 for an empty cell is none, counted from %s: %i", async (system, serial, shown) => {
    const beginning = system === "1904" ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 31);
    const zero = new Date(beginning + serial * 86_400_000);
    const rows = [
      ["Titel", "Datum"],
      ["A", zero],
    ];
    const more = system === "1904" ? { dateSystem: system } : {};
    const reading = await readAlone("events.xlsx", await workbook(rows, { "1,1": "dd/mm/yyyy" }, more));
    expect(reading.problems).toEqual(["2 date NOT_A_DATE"]);
    expect(reading.messages[0]).toContain(`"${shown}"`);
  });

  test("in the file of a month that was typed", async () => {
    expect(datesOf(await readAlone("events-x36-month-typed.xlsx"))).toEqual(["2027-10"]);
  });
});

describe("a cell of a workbook that may not say what is meant is told", () => {
  test("a formula of which no result was kept", async () => {
    const sheet = `<row r="1"><c r="A1" t="str"><v>Titel</v></c><c r="B1" t="str"><v>Samenvatting</v></c></row>
      <row r="2"><c r="A2" t="str"><v>A</v></c><c r="B2"><f>A2&amp;"x"</f></c></row>
      <row r="3"><c r="A3" t="str"><v>B</v></c><c r="B3" t="str"><f>""</f><v></v></c></row>`;
    const { warnings, problems } = await readAlone("events.xlsx", plainWorkbook({ sheet }));
    expect(warnings).toEqual(["2 summary.nl FORMULA_WITHOUT_RESULT"]);
    expect(problems).toEqual([]);
  });

  test("a date in a column of texts, also as its number", async () => {
    const rows = [
      ["Titel", "Samenvatting"],
      [day, "x"],
      [46_675, "x"],
      [2027, "x"],
      ["46675", "x"],
    ];
    const { warnings } = await readAlone("events.xlsx", await workbook(rows, { "1,0": "dd/mm/yyyy" }));
    expect(warnings).toEqual(["2 title.nl DATE_IN_TEXT", "3 title.nl DATE_IN_TEXT"]);
  });

  test("but not the number of a municipality", async () => {
    const rows = [
      ["Titel", "place.name", "place.nisCode"],
      ["A", "Gent", 44_021],
    ];
    expect((await readAlone("events.xlsx", await workbook(rows))).warnings).toEqual([]);
  });

  test("a number for a date in a workbook that counts from 1904", async () => {
    const rows = [
      ["Titel", "Soort", "Datum"],
      ["A", "studiedag", 45_213],
      ["B", "studiedag", day],
    ];
    const bytes = await workbook(rows, { "2,2": "dd/mm/yyyy" }, { dateSystem: "1904" });
    const reading = await readAlone("events.xlsx", bytes);
    expect(datesOf(reading)).toEqual([DAY, DAY]);
    expect(reading.warnings).toEqual(["2 date DATE_FROM_1904"]);
  });
});

test("a number of a workbook has as many digits as a spreadsheet shows", async () => {
  const rows = [
    ["Titel", "Samenvatting"],
    ["A", 0.1 + 0.2],
    ["B", 32_470_123_456],
  ];
  const reading = await readAlone("events.xlsx", await workbook(rows));
  expect(reading.rows).toMatchObject([{ summary: { NL: "0,3" } }, { summary: { NL: "32470123456" } }]);
});

describe("a cell that only has a style", () => {
  test("counts for nothing, in the file of one in the last row", async () => {
    const { rows } = await readAlone("x34-last-row-one-cell.xlsx");
    expect(rows).toEqual([expect.objectContaining({ title: { original: "NL", NL: "A rand" } })]);
  });

  test.each([
    ["in the last column", '<c r="XFD2" s="0"/>'],
    ["in the last column, with an empty value", '<c r="XFD2" s="0"><v></v></c>'],
    ["in the last column, with an empty text", '<c r="XFD2" t="inlineStr"><is><t/></is></c>'],
    ["in the last corner", '</row><row r="1048576"><c r="XFD1048576" s="0" />'],
    [
      "in 1,500 rows",
      [...Array(1_500).keys()].map((row) => `</row><row r="${row + 3}"><c r="XFD${row + 3}" s="0"/>`).join(""),
    ],
  ])("counts for nothing %s", async (_where, cell) => {
    const sheet = `<row r="1"><c r="A1" t="str"><v>Titel</v></c></row><row r="2"><c r="A2" t="str"><v>A</v></c>${cell}</row>`;
    const { rows } = await readAlone("events.xlsx", plainWorkbook({ sheet }));
    expect(rows).toEqual([{ title: { original: "NL", NL: "A" } }]);
  });

  test("cells without references are read", async () => {
    const sheet = '<row><c t="str"><v>Titel</v></c></row><row><c t="str"><v>A</v></c></row>';
    expect((await readAlone("events.xlsx", plainWorkbook({ sheet }))).rows).toHaveLength(1);
  });

  test("a cell with something in it far away is not passed over", async () => {
    const sheet =
      '<row r="1"><c r="A1" t="str"><v>Titel</v></c></row><row r="2"><c r="A2" t="str"><v>A</v></c><c r="XFD2" t="str"><v>x</v></c></row>';
    await expect(readAlone("events.xlsx", plainWorkbook({ sheet }))).rejects.toMatchObject({
      code: "TOO_MANY_COLUMNS",
    });
    const below =
      '<row r="1"><c r="A1" t="str"><v>Titel</v></c></row><row r="90000"><c r="A90000" t="str"><v>A</v></c></row>';
    expect((await readAlone("events.xlsx", plainWorkbook({ sheet: below }))).rows).toHaveLength(1);
  });
});

describe("the XML of a workbook has no entities of its own", () => {
  const doctype = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>';
  test.each([
    ["xl/sharedStrings.xml", Buffer.from(doctype)],
    ["xl/strings.bin", Buffer.from(doctype)],
    ["xl/strings", Buffer.from(`\ufeff  ${doctype}`)],
    ["xl/strings.bin", Buffer.from(`\ufeff${doctype}`, "utf16le")],
    ["xl/sharedStrings.xml", Buffer.from(doctype, "utf16le")],
    ["xl/sharedStrings.xml", Buffer.from(`\ufeff${doctype}`, "utf16le").swap16()],
  ])("whatever the part's name and encoding: %s", async (name, part) => {
    const bytes = plainWorkbook({ sheet: "", parts: { [name]: part } });
    await expect(readAlone("events.xlsx", bytes)).rejects.toMatchObject({ code: "XLSX_ENTITIES" });
  });

  test("a part that is no XML may hold anything", async () => {
    const sheet = '<row r="1"><c r="A1" t="str"><v>Titel</v></c></row><row r="2"><c r="A2" t="str"><v>A</v></c></row>';
    const parts = { "xl/embeddings/mail.bin": Buffer.from("\u0001\u0002<!DOCTYPE html>") };
    expect((await readAlone("events.xlsx", plainWorkbook({ sheet, parts }))).rows).toHaveLength(1);
  });

  test("tags count whatever the part's name", async () => {
    const texts = Buffer.from(`<sst>${"<si/>".repeat(2_000)}</sst>`);
    const bytes = plainWorkbook({ sheet: "", parts: { "xl/strings.bin": texts } });
    const limits = { ...DEFAULT_LIMITS, maxRows: 10 };
    await expect(readAlone("events.xlsx", bytes, limits)).rejects.toMatchObject({ code: "XLSX_TOO_LARGE" });
  });
});

test("Windows-1252 is read whatever the version of Node", async () => {
  const bytes = Buffer.from([0x80, 0x92, 0x93, 0x85, 0x9f, 0xe9]);
  const { rows } = await readAlone(
    "events.csv",
    Buffer.concat([Buffer.from("Titel;Soort\nA"), bytes, Buffer.from(";studiedag")]),
  );
  expect(rows[0]?.["title"]).toMatchObject({ NL: "A€’“…Ÿé" });
});
