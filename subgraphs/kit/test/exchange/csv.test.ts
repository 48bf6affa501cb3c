import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleFile } from "./reading.js";
import { type ExchangeUnderTest, outcomesOf, problemsOf, startExchange } from "./support.js";

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

async function eventOf(id: string): Promise<Record<string, unknown>> {
  const [row] = await sample.sql<Record<string, unknown>>("select * from event where id = $1", [`sample:event:${id}`]);
  return row ?? {};
}

/** A text in the one-byte encoding of older Excel. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
}

describe("a CSV file as offices have it", () => {
  test.each([
    ["semicolons", ";"],
    ["commas", ","],
    ["tabs", "\t"],
  ])("has its cells apart by %s", async (name, separator) => {
    const rows = [
      ["id", "title.nl", "kind"],
      [`by-${name}`, "Titel; met, alles", "OTHER"],
    ];
    const content = rows.map((row) => row.map((cell) => `"${cell}"`).join(separator)).join("\r\n");
    expect(outcomesOf(await sample.import("events.csv", content))).toEqual(["CREATED"]);
    expect((await eventOf(`by-${name}`))["title"]).toEqual({ original: "NL", NL: "Titel; met, alles" });
  });

  test.each([
    ["UTF-8", (text: string) => new TextEncoder().encode(text)],
    ["UTF-8 with its mark", (text: string) => new TextEncoder().encode(`\ufeff${text}`)],
    ["Windows-1252", windows1252],
    ["UTF-16, as Excel's Unicode text", (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"))],
  ])("is read in %s", async (name, encode) => {
    const id = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
    const bytes = encode(`id;Titre;Genre\r\n${id};Journée d'été;Journée d'étude\r\n`);
    expect(outcomesOf(await sample.import("événements.csv", bytes, { kind: "event" }))).toEqual(["CREATED"]);
    const event = await eventOf(id);
    expect(event["title"]).toEqual({ original: "FR", FR: "Journée d'été" });
    expect(event["kind"]).toBe("STUDY_DAY");
  });

  test("has headers in Dutch or French in any order and case, quotes, line breaks, and empty rows", async () => {
    const content = [
      "sep=;",
      'Sprekers;PLAATS;Onderwerpen (NL);"Sujets";Datum;Soort;Titel;Kenmerk;Thema\'s;Organisatoren',
      '"A. Eerste\nB. ""Tweede""";Gent;"Een\nTwee";"Un\nDeux";15/10/2026;ronde tafel;Belgisch;belgisch;Vertrouwen tussen burger en politie;"Sample, CC GPI"',
      ";;;;;;;;;",
      "",
    ].join("\r\n");
    const report = await sample.import("events.csv", content);
    expect(problemsOf(report)).toEqual([]);
    expect(outcomesOf(report)).toEqual(["CREATED"]);
    expect(await eventOf("belgisch")).toMatchObject({
      speakers: ["A. Eerste", 'B. "Tweede"'],
      place: { name: "Gent", country: "BE" },
      topics: [
        { original: "NL", NL: "Een", FR: "Un" },
        { original: "NL", NL: "Twee", FR: "Deux" },
      ],
      kind: "ROUND_TABLE",
      themes: ["TRUST"],
      organisers: ["SAMPLE", "CC_GPI"],
      date: { edtf: "2026-10-15", text: { NL: "15 oktober 2026", FR: "15 octobre 2026" } },
    });
  });

  test.each([
    ["15/10/2021", "2021-10-15"],
    ["5-1-2022", "2022-01-05"],
    ["2021-10-15", "2021-10-15"],
    ["15 oktober 2021", "2021-10-15"],
    ["1er février 2022", "2022-02-01"],
    ["44484", "2021-10-15"],
    ["10/2021", "2021-10"],
    ["2021", "2021"],
    ["15/10/2021 - 16/10/2021", "2021-10-15/2021-10-16"],
    ["[2022-01-21..2022-01-31]", "[2022-01-21..2022-01-31]"],
    ["2021?-10-15", "2021?-10-15"],
    ["2021-10-15T09:00:00/2021-10-15T17:00:00", "2021-10-15T09:00:00/2021-10-15T17:00:00"],
  ])("has a date as %s", async (cell, edtf) => {
    const id = `date-${edtf
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")}-${cell.length}`;
    const report = await sample.import("events.csv", `id;title.nl;kind;date\n${id};Dag;OTHER;${cell}`);
    expect(problemsOf(report)).toEqual([]);
    expect((await eventOf(id))["date"]).toMatchObject({ edtf });
  });

  test("has numbers with a comma before decimals", async () => {
    const rows = ["12,5", "1.234,5", "1 234", "0.25"].map((value, index) => `trust;201${index};${value}`);
    const report = await sample.import(
      "observations.csv",
      `Indicator;Periode;Waarde\n${rows.join("\n")}`.replaceAll(/^(\w+);(\d+);(.*)$/gm, '$1;$2;"$3"'),
    );
    expect(problemsOf(report)).toEqual([]);
    const kept = await sample.sql<{ value: number }>(
      "select value from observation where period->>'edtf' like '201_' order by period->>'edtf'",
    );
    expect(kept.map(({ value }) => value)).toEqual([12.5, 1234.5, 1234, 0.25]);
  });

  test("says of each bad cell row, column, reason and how to mend it, and nothing is written", async () => {
    const before = await sample.everything();
    const content = [
      "id;title.nl;kind;date;place.nisCode;topicsOpen;capacity.max;url;visibility",
      "good;Goed;OTHER;;;;;;",
      "bad;;KERMIS;31/02/2021;Gent;misschien;1.234;geen adres;IEDEREEN",
      "short;Jaar in twee cijfers;OTHER;15/10/21;;;veel;;;te veel",
      "cpl:event:x;Van een ander;OTHER;;;;;;",
    ].join("\n");
    const report = await sample.import("events.csv", content);
    expect(report.written).toBe(false);
    expect(outcomesOf(report)).toEqual(["CREATED", "BAD", "BAD", "BAD"]);
    expect(problemsOf(report)).toEqual(
      expect.arrayContaining([
        "3 date NOT_A_DATE",
        "3 topicsOpen NOT_YES_OR_NO",
        "3 capacity.max AMBIGUOUS_NUMBER",
        "4 date NOT_A_DATE",
        "4 capacity.max NOT_A_NUMBER",
        "4  CELL_WITHOUT_HEADER",
        "5 id ID_OF_OTHERS",
      ]),
    );
    for (const { message, mend } of report.rows.flatMap(({ problems }) => problems)) {
      expect(message).toMatch(/^Expected .+; got .+\.$/s);
      expect(mend).toMatch(/\.$/);
    }
    expect(await sample.everything()).toBe(before);
  });

  test("shows what the desk itself finds wrong under the column it stands in", async () => {
    const content =
      "id;title.nl;kind;url;visibility;links\nx;Titel;KERMIS;geen adres;IEDEREEN;naast sample:event:study-day";
    const report = await sample.import("events.csv", content);
    expect(problemsOf(report).toSorted()).toEqual([
      "2 kind UNKNOWN_VALUE",
      "2 links UNKNOWN_RELATION",
      "2 url BAD_URL",
      "2 visibility UNKNOWN_VALUE",
    ]);
  });

  test("with skipBad the good rows are written", async () => {
    const content = "id;title.nl;kind\ngood-one;Goed;OTHER\nbad-one;Slecht;KERMIS\nother-good;Ook goed;OTHER";
    const report = await sample.import("events.csv", content, { skipBad: true });
    expect(outcomesOf(report)).toEqual(["CREATED", "BAD", "CREATED"]);
    expect(report.written).toBe(true);
    expect(await eventOf("good-one")).toMatchObject({ title: { NL: "Goed" } });
    expect(await eventOf("bad-one")).toEqual({});
  });

  test("a dry run tells the same and writes nothing", async () => {
    const content = "id;title.nl;kind\ndry;Droog;OTHER";
    const before = await sample.everything();
    const dry = await sample.import("events.csv", content, { dryRun: true });
    expect(await sample.everything()).toBe(before);
    expect({ ...dry, dryRun: false, written: true }).toEqual(await sample.import("events.csv", content));
  });

  test("a column that is absent and a cell that is empty leave a field as it is, and - empties it", async () => {
    await sample.import(
      "events.csv",
      "id;title.nl;title.fr;summary.nl;kind;place.name;themes\nkeep;Oud;Vieux;Kort;OTHER;Gent;TRUST",
    );
    const report = await sample.import("events.csv", "id;title.nl;title.fr;summary.nl;themes\nkeep;Nieuw;;-;-");
    expect(report.rows[0]?.changes).toEqual(
      expect.arrayContaining([{ column: "title.nl", before: "Oud", after: "Nieuw" }]),
    );
    expect(await eventOf("keep")).toMatchObject({
      title: { original: "NL", NL: "Nieuw", FR: "Vieux" },
      summary: null,
      themes: [],
      place: { name: "Gent", country: "BE" },
    });
  });

  test("a date that is changed is put in words anew, as far as the file does not do so", async () => {
    await sample.import("events.csv", "id;title.nl;kind;date\nmoved;Verzet;OTHER;8/12/2021");
    const words = "id;date;date.text.nl;date.text.fr\nmoved;9/12/2021;donderdag 9 december;8 décembre 2021";
    expect(outcomesOf(await sample.import("events.csv", words))).toEqual(["CHANGED"]);
    expect((await eventOf("moved"))["date"]).toMatchObject({
      edtf: "2021-12-09",
      text: { NL: "donderdag 9 december", FR: "9 décembre 2021" },
    });
  });

  test("cells that a spreadsheet would take for formulas go out with an apostrophe, and come back without", async () => {
    const titles = ["=1+1", "+32 2 000", "-", "@naam", "'=quoted", "'gewoon"];
    const rows = titles.map((title, index) => `formula-${index};"'${title}";OTHER`.replace("\"''gewoon", "\"'gewoon"));
    await sample.import("events.csv", `id;title.nl;kind\n${rows.join("\n")}`);
    const kept = await sample.sql<{ title: { NL: string } }>(
      "select title from event where id like 'sample:event:formula-%' order by id",
    );
    expect(kept.map(({ title }) => title.NL)).toEqual(titles);
    const file = await sample.export("csv", "event");
    const text = new TextDecoder().decode(file.bytes);
    expect(text).not.toMatch(/(^|;)"?[=+@-]/m);
    expect(outcomesOf(await sample.import(file.name, file.bytes)).every((outcome) => outcome === "UNCHANGED")).toBe(
      true,
    );
  });

  test("names a column that it does not know, and the one that may be meant", async () => {
    const report = await sample.import("events.csv", "id;title.nl;kind;sumary.nl;intern\nnotes;Titel;OTHER;x;y");
    expect(report.notices).toEqual([
      'Column "sumary.nl" is not one that is read. Did you mean "summary.nl"?',
      expect.stringContaining('Column "intern" is not one that is read.'),
    ]);
  });
});

describe("a cell with a line for each item", () => {
  test("keeps the lines of all its columns at the same height", async () => {
    const content = 'id;title.nl;kind;topics.nl;topics.fr\nlines;Titel;OTHER;"\nTwee\nDrie";"Un\n\nTrois"';
    expect(problemsOf(await sample.import("events.csv", content))).toEqual([]);
    const one = { original: "FR", FR: "Un" };
    const two = { original: "NL", NL: "Twee" };
    expect(await eventOf("lines")).toMatchObject({ topics: [one, two, { original: "NL", NL: "Drie", FR: "Trois" }] });
    await sample.import("events.csv", 'id;topics.fr\nlines;"Un\n\nTroisième"');
    expect(await eventOf("lines")).toMatchObject({
      topics: [one, two, { original: "NL", NL: "Drie", FR: "Troisième" }],
    });
  });
});

describe("rows and the records they mean", () => {
  test("a row without an id makes a record, named after its date and title, and once only", async () => {
    const content = "title.nl;kind;date\nÉén dag;OTHER;15/10/2026";
    expect((await sample.import("events.csv", content)).rows[0]).toMatchObject({
      outcome: "CREATED",
      id: "sample:event:2026-10-15-een-dag",
    });
    expect(outcomesOf(await sample.import("events.csv", content))).toEqual(["UNCHANGED"]);
    const other = "title.nl;kind;date\nÉén dag;WORKSHOP;15/10/2026";
    expect(problemsOf(await sample.import("events.csv", other))).toEqual(["2 id ID_EXISTS"]);
  });

  test("rows that differ beyond what an id holds are told apart, and found again in any order", async () => {
    const [header = "", one = "", two = ""] = exampleFile("events-c33-long-alike-titles.csv").toString().split("\n");
    const report = await sample.import("events.csv", [header, one, two].join("\n"));
    expect(outcomesOf(report)).toEqual(["CREATED", "CREATED"]);
    const again = await sample.import("events.csv", [header, two, one].join("\n"));
    expect(outcomesOf(again)).toEqual(["UNCHANGED", "UNCHANGED"]);
    expect(again.rows.map(({ id }) => id)).toEqual(report.rows.map(({ id }) => id).toReversed());
    for (const row of [one, two]) {
      expect(outcomesOf(await sample.import("events.csv", [header, row].join("\n")))).toEqual(["UNCHANGED"]);
    }
    const three = await sample.import("events.csv", [header, one, two, two.replace("deel 2", "deel 3")].join("\n"));
    expect(outcomesOf(three)).toEqual(["UNCHANGED", "UNCHANGED", "CREATED"]);
  });

  test("rows of the same title at two times of a day are told apart; the same row twice is refused", async () => {
    const rows = "Titel;Soort;Datum\nOverleg;studiedag;15/10/2027 9u\nOverleg;studiedag;15/10/2027 14u";
    expect(outcomesOf(await sample.import("events.csv", rows))).toEqual(["CREATED", "CREATED"]);
    const twice = "Titel;Soort;Datum\nTweemaal;studiedag;15/10/2027\nTweemaal;studiedag;15/10/2027";
    expect(problemsOf(await sample.import("events.csv", twice))).toEqual(["3 id ID_TWICE"]);
  });

  test("a percentage is in the unit of the indicator, kept or in the same file", async () => {
    await sample.import("indicators.csv", "id;title.nl;unit\nshare;Aandeel;%");
    const rows = "indicator;period;value\nshare;2027;12,5 %";
    expect(problemsOf(await sample.import("observations.csv", rows))).toEqual([]);
    expect(await sample.sql("select value from observation where indicator_id = 'sample:indicator:share'")).toEqual([
      { value: 12.5 },
    ]);
    expect(outcomesOf(await sample.import("observations.csv", rows))).toEqual(["UNCHANGED"]);
  });

  test("a record that stands twice in a file is refused", async () => {
    const content = "id;title.nl;kind\ntwice;Een;OTHER\nsample:event:twice;Twee;OTHER";
    expect(problemsOf(await sample.import("events.csv", content))).toEqual(["3 id ID_TWICE"]);
  });

  test("a version that is no longer kept is refused", async () => {
    await sample.import("events.csv", "id;title.nl;kind\nversioned;Een;OTHER");
    await sample.import("events.csv", "id;version;title.nl\nversioned;1;Twee");
    const late = await sample.import("events.csv", "id;version;title.nl\nversioned;1;Drie");
    expect(problemsOf(late)).toEqual(["2 version VERSION_CONFLICT"]);
    expect(await eventOf("versioned")).toMatchObject({ title: { NL: "Twee" }, version: 2 });
  });

  test("of two imports at once that change the same record, none is lost unseen", async () => {
    await sample.import("events.csv", "id;title.nl;kind\nraced;Een;OTHER");
    const reports = await Promise.all(
      ["Twee", "Drie", "Vier"].map(async (title) => sample.import("events.csv", `id;title.nl\nraced;${title}`)),
    );
    const written = reports.filter((report) => report.written).length;
    const conflicts = reports.flatMap(problemsOf);
    expect(conflicts.every((each) => each === "2 version VERSION_CONFLICT")).toBe(true);
    expect(written + conflicts.length).toBe(3);
    expect(await eventOf("raced")).toMatchObject({ version: 1 + written });
  });

  test("a withdrawn record is refused", async () => {
    await sample.import("events.csv", "id;title.nl;kind\nwithdrawn;Een;OTHER");
    await sample.sql("update event set withdrawn_at = now() where id = 'sample:event:withdrawn'");
    const report = await sample.import("events.csv", "id;title.nl\nwithdrawn;Twee");
    expect(problemsOf(report)).toEqual(["2 id RECORD_WITHDRAWN"]);
  });

  test("a draft can be made, changed and published", async () => {
    await sample.import("events.csv", "id;title.nl;kind;ontwerp\ndraft;Een;OTHER;ja");
    expect(await eventOf("draft")).toMatchObject({ draft: true });
    const report = await sample.import("events.csv", "id;title.nl;draft\ndraft;Twee;no");
    expect(outcomesOf(report)).toEqual(["CHANGED"]);
    expect(await eventOf("draft")).toMatchObject({ draft: false, title: { NL: "Twee" } });
  });
});
