import { renderExport, type Transport } from "@segpol/pages";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";

const LONG = "é".repeat(10_000);
/** Texts that a spreadsheet runs, a page or a file breaks at, or an eye misreads. */
const TEXTS = [
  '=HYPERLINK("http://evil.example";"here")',
  "+32 2 123 45 67",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "＝1+1",
  "\u202Eright to left\u202C",
  'with "quotes"; semicolons,\r\nand lines',
  "<script>alert(1)</script>",
  LONG,
];
const RUN = /^[=+\-@\t\r＝]/;

const LICENCE = "https://creativecommons.org/licenses/by/4.0/";
const PARTNERS = [
  { code: "CPS", acronym: "CPS", licence: null },
  { code: "GENT", acronym: "Gent", licence: LICENCE },
];

/** A graph with records of these titles, a page at a time. */
function graphOf(titles: readonly string[], pageSize: number): Transport {
  return async ({ variables }) => {
    const { after } = variables as { after?: string };
    const from = Number(after ?? 0);
    const end = from + pageSize;
    return {
      requestId: "the-request",
      body: {
        data: {
          overview: { asOf: "2026-11-28T10:00:00Z" },
          partners: PARTNERS,
          publications: {
            totalCount: titles.length,
            pageInfo: { hasNextPage: end < titles.length, endCursor: String(end) },
            nodes: titles.slice(from, end).map((title, index) => record(title, from + index)),
          },
        },
      },
    };
  };
}

function record(title: string, number: number) {
  const themes = [{ code: "TRUST", title: "=Trust" }];
  const partner = { code: "GENT", acronym: "Gent", licence: LICENCE };
  const rest = { summary: null, languages: ["NL"], url: null, updatedAt: "2026-01-01T00:00:00Z", criteria: [] };
  return {
    id: `gent:publication:${number}`,
    title,
    type: "REPORT",
    date: null,
    documents: null,
    themes,
    partner,
    ...rest,
  };
}

async function exported(ending: string, transport: Transport) {
  const file = await renderExport(new Request(`http://hub/en/publications.${ending}`), transport);
  if (!file) throw new Error(`Expected a file publications.${ending}; got none.`);
  return file;
}

const bytesOf = (content: string | Uint8Array) =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

describe("hard texts in files", () => {
  it("run in no spreadsheet that opens the CSV, and stay whole", async () => {
    const { content } = await exported("csv", graphOf(TEXTS, 3));
    const rows: string[][] = parse(String(content), { bom: true, delimiter: ";" });
    for (const cell of rows.flat()) expect(cell).not.toMatch(RUN);
    expect(rows.slice(1).map(([, title = ""]) => title.replace(/^'/, ""))).toEqual(TEXTS);
  });

  it("are texts in the workbook, and no formulas", async () => {
    const { content } = await exported("xlsx", graphOf(TEXTS, 3));
    const { sheets } = await readXlsx(bytesOf(content));
    const read = sheets[0]?.rows.slice(1).map(([, title]) => String(title).replaceAll("\r\n", "\n"));
    expect(read).toEqual(TEXTS.map((text) => text.replaceAll("\r\n", "\n")));
    for (const cell of sheets[0]?.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
  });

  it("are in JSON as they are", async () => {
    const { content } = await exported("json", graphOf(TEXTS, 3));
    const { rows } = JSON.parse(String(content)) as { rows: { title: string }[] };
    expect(rows.map(({ title }) => title)).toEqual(TEXTS);
  });

  it("do not break a workbook with signs that XML has no way to write", async () => {
    const { content } = await exported("xlsx", graphOf(["a\u0000b\u000Bc", "x".repeat(40_000)], 3));
    const { sheets } = await readXlsx(bytesOf(content));
    const [first, second] = sheets[0]?.rows.slice(1).map(([, title]) => String(title)) ?? [];
    expect(first).toBe("abc");
    expect(second?.length).toBe(32_767);
  });
});

it("files have the licences of the partners whose rows they have, and without rows of all", async () => {
  const licences = async (titles: readonly string[]): Promise<unknown> => {
    const { content } = await exported("json", graphOf(titles, 10));
    return (JSON.parse(String(content)) as { licences: unknown }).licences;
  };
  expect(await licences(["one"])).toEqual([{ partners: ["Gent"], licence: LICENCE }]);
  expect(await licences([])).toEqual([
    { partners: ["CPS"], licence: null },
    { partners: ["Gent"], licence: LICENCE },
  ]);
  expect(String((await exported("csv", graphOf([], 10))).content)).toContain(`CPS: not stated; Gent: ${LICENCE}`);
});

describe("numbers in files", () => {
  const measured: Transport = async () => ({
    requestId: undefined,
    body: {
      data: {
        overview: { asOf: "2026-11-28T10:00:00Z" },
        partners: PARTNERS,
        legitimacyIndicators: {
          totalCount: 1,
          pageInfo: { hasNextPage: false },
          nodes: [
            {
              ...record("title", 1),
              direction: "NEUTRAL",
              latest: { value: -0.5, status: "NORMAL", period: { text: "2025" } },
              target: { value: 1.25, period: { text: "2030" } },
            },
          ],
        },
      },
    },
  });

  it.each([
    ["nl", ["-0,5", "1,25"]],
    ["en", ["-0.5", "1.25"]],
  ])("have the decimal sign of the language in CSV (%s), and no apostrophe", async (language, expected) => {
    const file = await renderExport(new Request(`http://hub/${language}/indicators.csv`), measured);
    const [, row = []]: string[][] = parse(String(file?.content), { bom: true, delimiter: ";" });
    expect([row[2], row[9]]).toEqual(expected);
  });
});

describe("a list that cannot be had whole", () => {
  it("is refused where it is too long, with what to do", async () => {
    const endless = graphOf(
      Array.from({ length: 10_050 }, () => "title"),
      100,
    );
    const { status, fileName, content } = await exported("csv", endless);
    expect([status, fileName]).toEqual([400, undefined]);
    expect(content).toContain("10,050");
  });

  it.each([
    ["TOO_MANY_REQUESTS", 429],
    ["TOKEN_EXPIRED", 401],
    ["OPERATION_TIMEOUT", 503],
  ])("is no file where the graph says %s", async (code, expected) => {
    const failing: Transport = async () => ({
      requestId: "the-request",
      body: { errors: [{ message: "No.", extensions: { code } }] },
    });
    const { status, fileName, content } = await exported("csv", failing);
    expect([status, fileName]).toEqual([expected, undefined]);
    expect(content).toContain("the-request");
  });

  it("says in each row what could not be read", async () => {
    const whole = graphOf(["title"], 10);
    const partial: Transport = async (request) => {
      const { body, requestId } = await whole(request);
      const errors = [{ message: "Away.", extensions: { code: "PARTNER_UNAVAILABLE", partner: "GENT" } }];
      return { requestId, body: { ...(body as object), errors } };
    };
    const { content } = await exported("csv", partial);
    expect(content).toContain("GENT PARTNER_UNAVAILABLE: Away.");
  });
});

it("a roadmap has measures with a body or a day of their own in rows of their own, in its order, for the body that is chosen", async () => {
  const progress = { claimed: "LIMITED", lastFollowUpOn: null, assessed: null, closure: "OPEN", overdue: false };
  const body = (id: string, name: string) => ({ id, name });
  const measure = (ref: string, more: object) => ({
    ref,
    text: `Text of ${ref}`,
    localizedText: null,
    dueOn: null,
    responsible: null,
    responsibleBody: null,
    progress: { ...progress, claimed: "NOT_STARTED" },
    ...more,
  });
  const measures = [
    measure("1", { measures: [measure("1.a", { dueOn: "2027-01-31", measures: [] })] }),
    measure("2", { responsible: "Gemeente", responsibleBody: body("town", "Town"), measures: [] }),
  ];
  const recommendation = {
    ...record("whole", 1),
    kind: "RECOMMENDATION",
    goal: "=goal",
    dueOn: "2027-06-30",
    addressees: ["Politie"],
    addresseeBodies: [body("police", "Police")],
    progress,
    measuresConnection: { totalCount: measures.length, nodes: measures },
  };
  const roadmap = async (path: string) => {
    const transport: Transport = async () => ({
      requestId: undefined,
      body: {
        data: {
          overview: { asOf: "2026-11-28T10:00:00Z" },
          partners: PARTNERS,
          recommendations: { totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [recommendation] },
        },
      },
    });
    const file = await renderExport(new Request(`http://hub/en/${path}`), transport);
    const [headings = [], ...rows]: string[][] = parse(String(file?.content), { bom: true, delimiter: ";" });
    return rows.map((row) =>
      ["Title", "Measure", "Text of the measure", "For whom", "Due", "Claimed", "Goal"].map(
        (name) => row[headings.indexOf(name)],
      ),
    );
  };
  const part = ["whole", "1.a", "Text of 1.a", "Police", "2027-01-31", "not started", ""];
  const whole = ["whole", "", "", "Police", "2027-06-30", "limited", "'=goal"];
  const town = ["whole", "2", "Text of 2", "Town", "2027-06-30", "not started", ""];
  expect(await roadmap("roadmap.csv")).toEqual([part, whole, town]);
  expect(await roadmap("roadmap.csv?body=town")).toEqual([town]);
  expect(await roadmap("roadmap.csv?body=Politie")).toEqual([part, whole]);
});
