import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "@segpol/identity";
import { type Answer, ask } from "../../src/testing/ask.js";
import { type ExchangeUnderTest, startExchange } from "./support.js";

const IMPORT = `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) {
  written dryRun counts { created changed unchanged bad } rows { row kind id outcome problems { column code mend } } error { code message mend }
} }`;
const EXPORT = `query ($kind: SheetKind, $format: ExchangeFormat!) { exportRecords(kind: $kind, format: $format) {
  file { name mediaType base64 notices } error { code } } }`;

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

async function asked(query: string, variables: Record<string, unknown>, ...roles: Role[]): Promise<Answer> {
  const token = roles.length > 0 ? await sample.issuers.token("users", "SAMPLE", roles) : undefined;
  return ask(sample.server.deskUrl, query, variables, token ? { authorization: `Bearer ${token}` } : {});
}

function file(content: string, more: Record<string, unknown> = {}): { input: Record<string, unknown> } {
  return { input: { fileName: "events.csv", content: Buffer.from(content).toString("base64"), ...more } };
}

const EDITOR = "partner:SAMPLE:editor";

async function lastImport(): Promise<unknown> {
  return (await asked("{ lastImport { fileName subject bad } }", {}, "partner:SAMPLE:reader")).data?.["lastImport"];
}

describe("import and export by the desk", () => {
  test("an editor imports, tries first, and the same key writes once", async () => {
    const content = "title.nl;kind\nUit de API;OTHER";
    const dry = await asked(IMPORT, file(content, { dryRun: true }), EDITOR);
    expect(dry.data?.["importRecords"]).toMatchObject({ written: false, dryRun: true, counts: { created: 1 } });
    const key = { idempotencyKey: "import-key-1" };
    const first = await asked(IMPORT, file(content, key), EDITOR);
    expect(first.data?.["importRecords"]).toMatchObject({ written: true, counts: { created: 1 } });
    const again = await asked(IMPORT, file(content, key), EDITOR);
    expect(again.data?.["importRecords"]).toMatchObject({ written: false, counts: { created: 0, unchanged: 1 } });
    expect(await sample.sql("select from event where id like '%uit-de-api%'")).toHaveLength(1);
  });

  test("two requests with the same key at once make one record", async () => {
    const content = "title.nl;kind\nTegelijk;OTHER";
    const answers = await Promise.all(
      [1, 2, 3].map(async () => asked(IMPORT, file(content, { idempotencyKey: "import-key-2" }), EDITOR)),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await sample.sql("select from event where id like '%tegelijk%'")).toHaveLength(1);
    expect(await sample.sql("select from desk_audit where record_id like '%tegelijk%'")).toHaveLength(1);
  });

  describe("a key that was used", () => {
    const refused = { written: false, rows: [], counts: { created: 0, unchanged: 0 } };
    const event = (title: string): string => `id;title.nl;kind\nsleutel-${title};${title};OTHER`;

    test("is refused with another file, whatever that one would do", async () => {
      const key = { idempotencyKey: "import-key-3" };
      await asked(IMPORT, file(event("een"), key), EDITOR);
      await asked(IMPORT, file(event("twee")), EDITOR);
      const before = await sample.everything();
      for (const another of [event("drie"), event("twee"), event("een").replace("een;OTHER", "eens;OTHER")]) {
        const { data } = await asked(IMPORT, file(another, key), EDITOR);
        const error = { code: "IDEMPOTENCY_KEY_REUSED", message: expect.stringMatching(/^Expected .+; got .+\.$/) };
        expect(data?.["importRecords"]).toMatchObject({ ...refused, error });
      }
      expect(await sample.everything()).toBe(before);
    });

    test("writes nothing with the same file, whatever was changed since", async () => {
      const key = { idempotencyKey: "import-key-4" };
      await asked(IMPORT, file(event("vier"), key), EDITOR);
      await asked(IMPORT, file(event("vier").replace("vier;OTHER", "Later;OTHER")), EDITOR);
      const before = await sample.everything();
      const { data } = await asked(IMPORT, file(event("vier"), key), EDITOR);
      expect(data?.["importRecords"]).toMatchObject({ written: false, error: null, counts: { unchanged: 1, bad: 0 } });
      expect(await sample.everything()).toBe(before);
    });

    test("for a mutation of the desk is refused for a file", async () => {
      const mutation = `mutation { createEvent(idempotencyKey: "import-key-5", input: { title: { NL: "Vijf" }, kind: OTHER }) { status } }`;
      expect((await asked(mutation, {}, EDITOR)).errors).toEqual([]);
      const { data } = await asked(IMPORT, file(event("vijf"), { idempotencyKey: "import-key-5" }), EDITOR);
      expect(data?.["importRecords"]).toMatchObject({ ...refused, error: { code: "IDEMPOTENCY_KEY_REUSED" } });
    });

    test("has a form", async () => {
      const { data } = await asked(IMPORT, file(event("zes"), { idempotencyKey: "short" }), EDITOR);
      expect(data?.["importRecords"]).toMatchObject({ ...refused, error: { code: "BAD_IDEMPOTENCY_KEY" } });
    });
  });

  test("bad rows come back as a sheet to mend, and a column is what somebody says it is", async () => {
    const sheet =
      "id;titel;soort;datum;waarover\nm-1;Goed;OTHER;2026-01;Eerste\nm-2;Fout;OTHER;nooit;=Tweede\nm-3;;OTHER;2026-02;Derde";
    const asking = `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) { written counts { created bad unchanged }
      notices tables { sheet kind columns { header column } known { name headers } } mend { name mediaType base64 } } }`;
    const run = async (content: string, more: Record<string, unknown> = {}) =>
      ((await asked(asking, file(content, more), EDITOR)).data?.["importRecords"] ?? {}) as {
        readonly mend: readonly { readonly name: string; readonly base64: string }[];
        readonly tables: readonly {
          readonly known: readonly object[];
          readonly columns: readonly { readonly column: string | null }[];
        }[];
      };
    const meant = { columns: [{ header: "waarover", column: "summary.nl" }] };
    const first = await run(sheet, { ...meant, skipBad: true });
    expect(first).toMatchObject({
      written: true,
      counts: { created: 1, bad: 2 },
      notices: [],
      tables: [{ sheet: null, kind: "EVENT" }],
    });
    expect(first.tables[0]?.columns.map(({ column }) => column)).toEqual([
      "id",
      "title.nl",
      "kind",
      "date",
      "summary.nl",
    ]);
    expect(first.tables[0]?.known).toContainEqual({ name: "summary.nl", headers: expect.any(Array) as unknown });
    expect(await lastImport()).toEqual({ fileName: "events.csv", subject: "somebody", bad: 2 });

    const [given] = first.mend;
    expect(given?.name).toBe("event-mend.csv");
    const lines = Buffer.from(given?.base64 ?? "", "base64")
      .toString()
      .replace("\uFEFF", "")
      .trim()
      .split("\r\n");
    expect(lines[0]).toBe("id;titel;soort;datum;waarover;te herstellen / à corriger");
    expect(lines[1]).toMatch(/^m-2;Fout;OTHER;nooit;'=Tweede;"?date: Expected /);
    expect(lines[2]).toMatch(/^m-3;;OTHER;2026-02;Derde;.+/);
    expect(lines).toHaveLength(3);
    const mended = [lines[0], lines[1]?.replace("nooit", "2026-03"), lines[2]?.replace(";;", ";Beter;")].join("\n");
    // What was wrong is not read, nor explained twice.
    const again = await run(mended, meant);
    expect(again).toMatchObject({ written: true, counts: { created: 2, bad: 0 }, notices: [], mend: [] });
    expect(await lastImport()).toMatchObject({ bad: 0 });
    const twice = await run(lines.join("\n"), { ...meant, dryRun: true });
    const header = Buffer.from(twice.mend[0]?.base64 ?? "", "base64")
      .toString()
      .split("\r\n")[0];
    expect(header?.match(/te herstellen/g)).toHaveLength(1);
    // What came is what goes back, but for what a spreadsheet would take for a formula.
    const hard = await run(
      `id;titel;soort;datum;waarover;=HYPERLINK("x")\nm-4;Titel;OTHER;nooit;-;\nm-5;'=A;OTHER;nooit;="007";`,
      { ...meant, dryRun: true },
    );
    expect(
      Buffer.from(hard.mend[0]?.base64 ?? "", "base64")
        .toString()
        .split("\r\n"),
    ).toEqual([
      expect.stringMatching(/;"?'=HYPERLINK\(/),
      expect.stringMatching(/^m-4;Titel;OTHER;nooit;-;;/),
      expect.stringMatching(/^m-5;'=A;OTHER;nooit;"=""007""";;/),
      "",
    ]);
    // A dry run is no import.
    expect(await lastImport()).toMatchObject({ bad: 0 });
    const { data } = await asked(
      '{ record(id: "sample:event:m-2") { ... on DeskEvent { summary { NL } } } }',
      {},
      EDITOR,
    );
    expect(data?.["record"]).toEqual({ summary: { NL: "=Tweede" } });
  });

  test("bad rows and bad files are told in the answer", async () => {
    const rows = await asked(IMPORT, file("id;title.nl;kind;date\nx;Titel;OTHER;nooit"), EDITOR);
    expect(rows.data?.["importRecords"]).toMatchObject({
      written: false,
      error: null,
      rows: [{ row: 2, kind: "EVENT", outcome: "BAD", problems: [{ column: "date", code: "NOT_A_DATE" }] }],
    });
    const headless = await asked(IMPORT, file("een;twee"), EDITOR);
    expect(headless.data?.["importRecords"]).toMatchObject({ error: { code: "HEADERS_MISSING" } });
    const garbled = await asked(IMPORT, { input: { fileName: "events.csv", content: "%%%" } }, EDITOR);
    expect(garbled.data?.["importRecords"]).toMatchObject({ error: { code: "CONTENT_NOT_BASE64" } });
  });

  test.each<readonly [string, readonly Role[], string]>([
    ["nobody", [], "UNAUTHENTICATED"],
    ["a reader", ["partner:SAMPLE:reader"], "FORBIDDEN"],
    ["another partner's editor", ["partner:CPS:editor"], "FORBIDDEN"],
    ["the cabinet", ["cabinet"], "FORBIDDEN"],
    ["the hub's administrator", ["hub:admin"], "FORBIDDEN"],
  ])("%s cannot import", async (_who, roles, code) => {
    const before = await sample.everything();
    const { errors } = await asked(IMPORT, file("title.nl;kind\nNee;OTHER"), ...roles);
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual([code]);
    expect(await sample.everything()).toBe(before);
  });

  test("a reader exports, drafts included; others do not", async () => {
    await asked(IMPORT, file("id;title.nl;kind;draft\nsecret;Geheim;OTHER;yes"), EDITOR);
    const { data } = await asked(EXPORT, { kind: "EVENT", format: "CSV" }, "partner:SAMPLE:reader");
    const answer = data?.["exportRecords"] as { file: { name: string; base64: string } } | undefined;
    expect(answer?.file.name).toBe("sample-event.csv");
    expect(Buffer.from(answer?.file.base64 ?? "", "base64").toString()).toContain("Geheim");
    for (const role of ["partner:CPS:editor", "cabinet", "hub:harvester"] as const) {
      const { errors } = await asked(EXPORT, { kind: "EVENT", format: "CSV" }, role);
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN"]);
    }
  });

  test("a format that cannot hold what is asked is told", async () => {
    const { data } = await asked(EXPORT, { kind: "FOLLOW_UP", format: "ICS" }, EDITOR);
    expect(data?.["exportRecords"]).toEqual({ file: null, error: { code: "FORMAT_NOT_FOR_KIND" } });
  });

  test("a file may be larger than other requests, up to a limit of its own", async () => {
    const padding = `#${" ".repeat(3 * 1024 * 1024)}`;
    const large = await asked(IMPORT, file(`id;title.nl;kind\nlarge;Groot;OTHER\n# ${padding}`), EDITOR);
    expect(large.data?.["importRecords"]).toMatchObject({ error: { code: "CELL_TOO_LONG" } });
    const larger = await asked(IMPORT, file(" ".repeat(10 * 1024 * 1024 + 1)), EDITOR);
    expect(larger.data?.["importRecords"]).toMatchObject({ error: { code: "FILE_TOO_LARGE" } });
    const largest = await asked(IMPORT, file(" ".repeat(11 * 1024 * 1024)), EDITOR);
    expect(largest.errors.map(({ extensions }) => extensions["code"])).toEqual(["BODY_TOO_LARGE"]);
  });

  test.each([
    ["spaces before another character", `${" ".repeat(1_000_000)}!`],
    ["equals signs in its midst", "QQ==QQ=="],
    ["three equals signs", "QQ==="],
  ])("content that is not Base64 is refused at once: %s", async (_what, content) => {
    const { data } = await asked(IMPORT, { input: { fileName: "events.csv", content } }, EDITOR);
    expect(data?.["importRecords"]).toMatchObject({ error: { code: "CONTENT_NOT_BASE64" } });
  });

  test("content in lines, as mail programs write Base64, is read", async () => {
    const whole = Buffer.from("id;title.nl;kind\nlines;Regels;OTHER").toString("base64");
    const content = whole.replaceAll(/.{20}/g, (line) => `${line}\r\n`);
    const { data } = await asked(IMPORT, { input: { fileName: "events.csv", content, dryRun: true } }, EDITOR);
    expect(data?.["importRecords"]).toMatchObject({ error: null, counts: { created: 1 } });
  });

  test("who may not import sends no larger bodies than anybody", async () => {
    const large = file(" ".repeat(4 * 1024 * 1024));
    for (const roles of [[], ["partner:SAMPLE:reader"], ["partner:CPL:editor"], ["cabinet"]] as const) {
      const { errors } = await asked(IMPORT, large, ...roles);
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["BODY_TOO_LARGE"]);
    }
  });

  test("a text that is looked for has a limit", async () => {
    const query = "query ($text: String!) { records(filter: { text: $text }) { totalCount } }";
    expect((await asked(query, { text: "x".repeat(300) }, EDITOR)).errors).toEqual([]);
    const { errors } = await asked(query, { text: "x".repeat(301) }, EDITOR);
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
  });

  test("whatever a file is called, nothing fails unexpectedly, and the audit trail shows it", async () => {
    const names = [
      "a\u0000b.csv",
      "\u202eevents.csv",
      "\u001b[2Jevents.csv",
      "\ud800events.csv",
      "events",
      ".",
      "",
      "/".repeat(5_000),
      `${"é".repeat(5_000)}.csv`,
    ];
    for (const [index, fileName] of names.entries()) {
      const { data, errors } = await asked(
        IMPORT,
        file(`id;title.nl;kind\nnamed-${index};T;OTHER`, { fileName, format: "CSV", kind: "EVENT" }),
        EDITOR,
      );
      expect(errors).toEqual([]);
      expect(data?.["importRecords"]).toMatchObject({ written: true, error: null });
    }
    const audit = await asked("{ audit(first: 20) { nodes { source } } }", {}, EDITOR);
    for (const source of [String.raw`IMPORT a\u{0}b.csv`, String.raw`IMPORT \u{1b}[2Jevents.csv`]) {
      expect(audit.data).toMatchObject({ audit: { nodes: expect.arrayContaining([{ source }]) } });
    }
  });

  test("generated arguments are answered, never with an internal error", { timeout: 120_000 }, async () => {
    const token = await sample.issuers.token("users", "SAMPLE", [EDITOR]);
    const odd = fc.oneof(
      fc.string({ unit: "binary", maxLength: 50 }),
      fc.constantFrom("\u0000", "\ud800", "=", "events.csv", "\u202e.ics"),
    );
    const input = fc.record(
      {
        fileName: odd,
        content: fc.oneof(
          odd,
          odd.map((text) => Buffer.from(text).toString("base64")),
        ),
        format: fc.constantFrom("CSV", "XLSX", "JSON", "ICS", null),
        kind: fc.constantFrom("EVENT", "FOLLOW_UP", "OBSERVATION", null),
        dryRun: fc.boolean(),
        skipBad: fc.boolean(),
        idempotencyKey: fc.oneof(odd, fc.constant(null)),
      },
      { requiredKeys: ["fileName", "content"] },
    );
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const { errors } = await ask(
          sample.server.deskUrl,
          IMPORT,
          { input: given },
          { authorization: `Bearer ${token}` },
        );
        expect(errors.map(({ extensions }) => extensions["code"])).not.toContain("INTERNAL_SERVER_ERROR");
      }),
      { numRuns: 40 },
    );
  });
});
