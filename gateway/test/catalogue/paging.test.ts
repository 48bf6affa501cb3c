import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { byDate, byRef, byTitle, byUpdateDescending, type Compare, expectedIds } from "./support/expected.js";
import { generateRecords } from "./support/generate.js";
import { startHub, type TestHub } from "./support/hub.js";
import type { ModelRecord } from "./support/model.js";

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const PARTS =
  "edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
const records = generateRecords(2, 15);
let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(records);
});
afterAll(async () => await hub.stop());

async function page(list: string, args: string): Promise<Page> {
  const data = await hub.get<Record<string, Page>>(`{ ${list}(${args}) { ${PARTS} } }`);
  const found = data[list];
  if (!found) throw new Error(`Expected ${list} to answer.`);
  expect(found.nodes).toEqual(found.edges.map(({ node }) => node));
  expect(found.pageInfo.startCursor).toBe(found.edges.at(0)?.cursor ?? null);
  expect(found.pageInfo.endCursor).toBe(found.edges.at(-1)?.cursor ?? null);
  return found;
}

const lists: readonly [list: string, args: string, passes: (record: ModelRecord) => boolean, order: Compare][] = [
  ["events", "orderBy: DATE", ({ kind }) => kind === "Event", byDate],
  ["records", "orderBy: TITLE", () => true, byTitle()],
  ["records", "orderBy: UPDATED_DESC", () => true, byUpdateDescending],
  ["recommendations", "orderBy: REF", ({ kind }) => kind === "Recommendation", byRef],
];

describe("pages to the end", () => {
  test.each(lists)("of %s %s forwards hold every record once", async (list, args, passes, order) => {
    const expected = expectedIds(records, passes, order);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo }: Page = await page(list, `${args} first: 7 ${after ? `after: "${after}"` : ""}`);
      expect(pageInfo.hasPreviousPage).toBe(seen.length > 0);
      seen.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(expected);
  });

  test.each(lists)("of %s %s backwards hold every record once", async (list, args, passes, order) => {
    const expected = expectedIds(records, passes, order);
    const seen: string[] = [];
    for (let before: string | null = null, more = true; more;) {
      const { nodes, pageInfo }: Page = await page(list, `${args} last: 7 ${before ? `before: "${before}"` : ""}`);
      expect(pageInfo.hasNextPage).toBe(seen.length > 0);
      seen.unshift(...nodes.map(({ id }) => id));
      before = pageInfo.startCursor;
      more = pageInfo.hasPreviousPage;
    }
    expect(seen).toEqual(expected);
  });

  test("by relevance hold every record once, the best first", async () => {
    const text = 'filter: { text: "opleiding", partners: ["CPS", "GENT"] }';
    const all = await page("records", `${text} first: 100`);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo }: Page = await page("records", `${text} first: 3 ${after ? `after: "${after}"` : ""}`);
      seen.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(all.nodes.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(10);
  });

  test("by title go on in the languages that they began in", async () => {
    const first = await hub.get<{ records: Page }>(`{ records(first: 50) { ${PARTS} } }`, {}, ["FR"]);
    const after = first.records.pageInfo.endCursor;
    const second = await hub.get<{ records: Page }>(`{ records(first: 50, after: "${after}") { ${PARTS} } }`, {}, [
      "DE",
    ]);
    const ids = [...first.records.nodes, ...second.records.nodes].map(({ id }) => id);
    expect(ids).toEqual(expectedIds(records, () => true, byTitle("FR")).slice(0, 100));
  });

  test("without first or last have 20 records", async () => {
    expect((await page("events", "orderBy: DATE")).nodes).toHaveLength(20);
    expect(
      (await page("events", `before: "${(await page("events", "last: 1")).pageInfo.startCursor}"`)).nodes,
    ).toHaveLength(20);
  });
});

describe("cursors", () => {
  test("stay valid while records come and go", async () => {
    const isEvent = ({ kind }: ModelRecord): boolean => kind === "Event";
    const before = expectedIds(records, isEvent, byDate);
    const first = await page("events", "first: 10");
    const at = first.nodes.at(-1)?.id ?? "";
    const next = before[10] ?? "";
    const model = (id: string): ModelRecord => {
      const found = records.find((record) => record.id === id);
      if (!found) throw new Error(`Expected ${id} among the records.`);
      return found;
    };
    const inFront: ModelRecord = { ...model(before[0] ?? ""), id: "cps:event:new-in-front", partner: "CPS", links: [] };
    const behind: ModelRecord = { ...model(next), id: "cps:event:new-behind", partner: "CPS", links: [] };
    await hub.withdraw(at);
    await hub.withdraw(before[3] ?? "");
    await hub.index([inFront, behind]);
    try {
      const rest: string[] = [];
      for (let after = first.pageInfo.endCursor, more = true; more;) {
        const { nodes, pageInfo }: Page = await page("events", `first: 6 after: "${after}"`);
        rest.push(...nodes.map(({ id }) => id));
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }
      const now = [...records.filter(({ id }) => id !== at && id !== before[3]), inFront, behind];
      const expected = expectedIds(now, isEvent, byDate);
      expect(rest).toEqual(
        expected.slice(
          expected.indexOf(next) < expected.indexOf(behind.id) ? expected.indexOf(next) : expected.indexOf(behind.id),
        ),
      );
      expect(rest).toContain(behind.id);
      expect(rest).not.toContain(inFront.id);
    } finally {
      await hub.withdraw(inFront.id);
      await hub.withdraw(behind.id);
      await hub.index([model(at), model(before[3] ?? "")]);
    }
  });

  test("of another list, another order, another search or of nothing are refused with what was expected", async () => {
    const { endCursor } = (await page("publications", "first: 1")).pageInfo;
    const byUpdate = (await page("events", "first: 1 orderBy: UPDATED_DESC")).pageInfo.endCursor;
    const search = (await page("events", 'first: 1 filter: { text: "opleiding" }')).pageInfo.endCursor;
    const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const expected = /^Expected after to be a cursor of events in the order DATE, as an earlier page gave it; got /;
    const refused: readonly [args: string, message: RegExp][] = [
      [`after: "${endCursor}"`, /got one of "publications" in the order "TITLE"\.$/],
      [`after: "${byUpdate}"`, /got one of "events" in the order "UPDATED_DESC"\.$/],
      [`after: "hello"`, expected],
      [`after: ""`, expected],
      [`after: "%%%"`, expected],
      [`after: "${forged({})}"`, expected],
      [`after: "${forged([2, "events", "DATE", "", ["2022-01-01", "2022-01-01"], "x"])}"`, expected],
      [`after: "${forged([1, "events", "DATE", "", ["2022-01-01"], "x"])}"`, expected],
      [`after: "${forged([1, "events", "DATE", "", ["2022-13-01", "2022-01-01"], "x"])}"`, expected],
      [`after: "${forged([1, "events", "DATE", "", ["'; drop table record; --", "2022-01-01"], "x"])}"`, expected],
      [`after: "${search}" filter: { text: "formation" }`, /Expected after to be a cursor of the same search/],
      [`after: "${forged([1, "events", "DATE", "", ["2022-01-01", "2022-01-01"], "a\u0000"])}"`, expected],
    ];
    for (const [args, message] of refused) {
      const { errors } = await hub.ask(`{ events(${args}) { totalCount } }`);
      expect(errors, args).toEqual([{ message: expect.stringMatching(message), code: "BAD_USER_INPUT" }]);
    }
    for (const instant of ["2026-02-31T00:00:00.000Z", "0000-01-01T00:00:00.000Z", "2026-01-01T24:00:00.000Z"]) {
      const after = forged([1, "records", "UPDATED_DESC", "", [instant], "x"]);
      const { errors } = await hub.ask(`{ records(orderBy: UPDATED_DESC, after: "${after}") { nodes { id } } }`);
      expect(errors).toEqual([{ message: expect.stringMatching(/^Expected after to be/), code: "BAD_USER_INPUT" }]);
    }
    for (const number of ["9".repeat(400), `0.${"0".repeat(400)}1`]) {
      const after = forged([1, "recommendations", "PROGRESS", "", [number, "false", "x"], "y"]);
      const { errors } = await hub.ask(`{ recommendations(orderBy: PROGRESS, after: "${after}") { nodes { id } } }`);
      expect(errors).toEqual([{ message: expect.stringMatching(/^Expected after to be/), code: "BAD_USER_INPUT" }]);
    }
  });

  test.each([
    ["first: 101", /Expected first from 1 to 100; got 101/],
    ["first: 1000", /got 1000/],
    ["first: 0", /got 0/],
    ["first: -1", /got -1/],
    ["last: -5", /Expected last from 1 to 100; got -5/],
    ["first: 1 last: 1", /Expected first or last; got both/],
    ['after: "x" before: "y"', /Expected after or before; got both/],
    ['first: 1 before: "y"', /Expected first with after/],
    ['last: 1 after: "y"', /Expected last with before/],
  ])("and sizes: %s is refused", async (args, message) => {
    for (const list of ["records", "events", "publications", "recommendations", "legitimacyIndicators"]) {
      const { errors } = await hub.ask(`{ ${list}(${args}) { nodes { id } } }`);
      expect(errors).toEqual([{ message: expect.stringMatching(message), code: "BAD_USER_INPUT" }]);
    }
  });
});
