import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  byDate,
  byDateDescending,
  byDueDay,
  byRef,
  byTitle,
  byUpdateDescending,
  type Compare,
  compareCodes,
  expectedIds,
  isOverdue,
} from "./support/expected.js";
import { CLAIMS, generateRecords } from "./support/generate.js";
import { startHub, type TestHub } from "./support/hub.js";
import type { ModelRecord } from "./support/model.js";

interface Count {
  readonly code: string;
  readonly count: number;
}
interface Connection {
  readonly nodes: readonly { readonly id: string }[];
  readonly totalCount: number;
  readonly facets: Readonly<Record<"themes" | "partners" | "kinds" | "statuses", readonly Count[]>>;
}
type List = "records" | "events" | "publications" | "recommendations" | "legitimacyIndicators";

const PARTS = `nodes { id } totalCount facets { themes { code count } partners { code count } kinds { code count } statuses { code count } }`;
const records = generateRecords(1, 18);
const isOf =
  (kind: ModelRecord["kind"]) =>
  (record: ModelRecord): boolean =>
    record.kind === kind;
const isEvent = isOf("Event");
const isRecommendation = isOf("Recommendation");

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(records);
});
afterAll(async () => await hub.stop());

async function list(name: List, args: string): Promise<Connection> {
  const data = await hub.get<Record<List, Connection>>(`{ ${name}(first: 100 ${args}) { ${PARTS} } }`);
  return data[name];
}

const isIn = (values: readonly string[], value: string | null): boolean => value !== null && values.includes(value);
const share = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((each) => others.includes(each));

describe("filters", () => {
  const filters: readonly [list: List, filter: string, passes: (record: ModelRecord) => boolean, order: Compare][] = [
    [
      "records",
      "themes: [TRUST, NEW_PROTEST] partners: [CPS]",
      (r) => share(r.themes, ["TRUST", "NEW_PROTEST"]) && r.partner === "CPS",
      byTitle(),
    ],
    ["records", "recordKinds: [LEGITIMACY_INDICATOR]", isOf("LegitimacyIndicator"), byTitle()],
    [
      "records",
      'recordKinds: [EVENT, PUBLICATION] partners: ["CPL", "GENT"]',
      (r) => isIn(["Event", "Publication"], r.kind) && isIn(["CPL", "GENT"], r.partner),
      byTitle(),
    ],
    [
      "records",
      'criteria: ["LEGALITY"] partners: ["VCLP"]',
      (r) => r.criteria.includes("LEGALITY") && r.partner === "VCLP",
      byTitle(),
    ],
    ["records", "themes: []", () => false, byTitle()],
    ["records", 'updatedSince: "2022-05-01T00:00:00Z"', (r) => r.updatedAt >= "2022-05-01T00:00:00.000Z", byTitle()],
    ["events", 'themes: ["TECHNOLOGY"]', (r) => isEvent(r) && r.themes.includes("TECHNOLOGY"), byDate],
    ["events", 'partners: ["CPL", "CC_GPI"]', (r) => isEvent(r) && isIn(["CPL", "CC_GPI"], r.partner), byDate],
    [
      "events",
      'criteria: ["LEGALITY", "EFFICIENCY"]',
      (r) => isEvent(r) && share(r.criteria, ["LEGALITY", "EFFICIENCY"]),
      byDate,
    ],
    ["events", "kinds: [SERIES, TRAINING]", (r) => isEvent(r) && isIn(["SERIES", "TRAINING"], r.category), byDate],
    ["events", "statuses: [CANCELLED]", (r) => isEvent(r) && r.status === "CANCELLED", byDate],
    [
      "events",
      'from: "2022-05-10"',
      (r) => isEvent(r) && r.date !== null && (r.date.latest ?? "9999") >= "2022-05-10",
      byDate,
    ],
    ["events", 'to: "2022-05-10"', (r) => isEvent(r) && r.date !== null && r.date.earliest <= "2022-05-10", byDate],
    [
      "events",
      'from: "2022-05-01" to: "2022-05-31"',
      (r) =>
        isEvent(r) && r.date !== null && r.date.earliest <= "2022-05-31" && (r.date.latest ?? "9999") >= "2022-05-01",
      byDate,
    ],
    ["publications", "types: [NEWS]", (r) => isOf("Publication")(r) && r.category === "NEWS", byTitle()],
    [
      "publications",
      'updatedSince: "2022-03-01T00:00:00+01:00"',
      (r) => isOf("Publication")(r) && r.updatedAt >= "2022-02-28T23:00:00.000Z",
      byTitle(),
    ],
    ["recommendations", "kinds: [COMMITMENT]", (r) => isRecommendation(r) && r.category === "COMMITMENT", byRef],
    [
      "recommendations",
      "statuses: [LIMITED, COMPLETE]",
      (r) => isRecommendation(r) && isIn(["LIMITED", "COMPLETE"], r.status),
      byRef,
    ],
    [
      "recommendations",
      "closures: [NO_LONGER_RELEVANT, OPEN]",
      (r) => isRecommendation(r) && isIn(["NO_LONGER_RELEVANT", "OPEN"], r.closure),
      byRef,
    ],
    ["recommendations", "overdue: true", (r) => isRecommendation(r) && isOverdue(r), byRef],
    ["recommendations", "overdue: false", (r) => isRecommendation(r) && !isOverdue(r), byRef],
    [
      "recommendations",
      'dueBefore: "2022-04-01"',
      (r) => isRecommendation(r) && r.dueOn !== null && r.dueOn < "2022-04-01",
      byRef,
    ],
    [
      "recommendations",
      'themes: ["TRUST"] partners: ["VCLP"] overdue: null',
      (r) => isRecommendation(r) && r.themes.includes("TRUST") && r.partner === "VCLP",
      byRef,
    ],
    [
      "legitimacyIndicators",
      'territories: ["44021", "5415"]',
      (r) => isOf("LegitimacyIndicator")(r) && isIn(["44021", "5415"], r.territory),
      byTitle(),
    ],
  ];

  test.each(filters)("%s with %s are those that pass, and no others", async (name, filter, passes, order) => {
    const found = await list(
      name,
      `filter: { ${filter.replace("[TRUST, NEW_PROTEST]", '["TRUST", "NEW_PROTEST"]').replace("[CPS]", '["CPS"]')} }`,
    );
    const expected = expectedIds(records, passes, order);
    expect(found.nodes.map(({ id }) => id)).toEqual(expected.slice(0, 100));
    expect(found.totalCount).toBe(expected.length);
    if (filter !== "themes: []") expect(expected.length).toBeGreaterThan(0);
  });
});

describe("orders", () => {
  const byProgress: Compare = (a, b) =>
    CLAIMS.findIndex((each) => each === a.status) - CLAIMS.findIndex((each) => each === b.status) || byRef(a, b);
  const orders: readonly [list: List, order: string, kind: ModelRecord["kind"], compare: Compare][] = [
    ["events", "DATE", "Event", byDate],
    ["events", "DATE_DESC", "Event", byDateDescending],
    ["events", "TITLE", "Event", byTitle()],
    ["events", "UPDATED_DESC", "Event", byUpdateDescending],
    ["publications", "TITLE", "Publication", byTitle()],
    ["publications", "UPDATED_DESC", "Publication", byUpdateDescending],
    ["recommendations", "REF", "Recommendation", byRef],
    ["recommendations", "DUE", "Recommendation", byDueDay],
    ["recommendations", "PROGRESS", "Recommendation", byProgress],
    ["recommendations", "UPDATED_DESC", "Recommendation", byUpdateDescending],
    ["legitimacyIndicators", "TITLE", "LegitimacyIndicator", byTitle()],
  ];

  test.each(orders)("%s by %s are in that order", async (name, order, kind, compare) => {
    const found = await list(name, `orderBy: ${order}`);
    expect(found.nodes.map(({ id }) => id)).toEqual(expectedIds(records, isOf(kind), compare));
  });

  test("titles are ordered in the first language that they are read in, else the original", async () => {
    const query = `{ publications(first: 100, orderBy: TITLE) { nodes { id title } } }`;
    const read = async (...languages: ("FR" | "DE")[]) =>
      (await hub.get<{ publications: { nodes: { id: string }[] } }>(query, {}, languages)).publications.nodes.map(
        ({ id }) => id,
      );
    const isPublication = isOf("Publication");
    expect(await read("FR")).toEqual(expectedIds(records, isPublication, byTitle("FR")));
    expect(await read("DE", "FR")).toEqual(expectedIds(records, isPublication, byTitle("DE")));
    expect(await read("FR")).not.toEqual(await read("DE", "FR"));
  });
});

describe("facets", () => {
  const countBy = (
    some: readonly ModelRecord[],
    codes: (record: ModelRecord) => readonly (string | null)[],
  ): Count[] => {
    const counts = new Map<string, number>();
    for (const code of some.flatMap(codes)) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
    return [...counts]
      .map(([code, count]) => ({ code, count }))
      .toSorted((a, b) => b.count - a.count || compareCodes(a.code, b.code));
  };
  const visible = records.filter(({ visibility }) => visibility === "PUBLIC");

  test.each([
    ["events", "", isEvent],
    [
      "events",
      'filter: { themes: ["TRUST"] }',
      (record: ModelRecord) => isEvent(record) && record.themes.includes("TRUST"),
    ],
    [
      "recommendations",
      "filter: { overdue: true }",
      (record: ModelRecord) => isRecommendation(record) && isOverdue(record),
    ],
    ["legitimacyIndicators", "", isOf("LegitimacyIndicator")],
  ] as const)("of %s %s count what passes the filter, the most frequent first", async (name, args, passes) => {
    const { facets, totalCount } = await list(name, args);
    const some = visible.filter(passes);
    expect(facets).toEqual({
      themes: countBy(some, ({ themes }) => themes),
      partners: countBy(some, ({ partner }) => [partner]),
      kinds: countBy(some, ({ category }) => [category]),
      statuses: countBy(some, ({ status }) => [status]),
    });
    expect(facets.partners.reduce((sum, { count }) => sum + count, 0)).toBe(totalCount);
  });

  test("of records count the kinds by the names that their filter has", async () => {
    const { facets, totalCount } = await list("records", "");
    const codes = {
      Event: "EVENT",
      Publication: "PUBLICATION",
      Recommendation: "RECOMMENDATION",
      LegitimacyIndicator: "LEGITIMACY_INDICATOR",
    };
    expect(facets.kinds).toEqual(countBy(visible, ({ kind }) => [codes[kind]]));
    expect(facets.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(totalCount);
  });
});

describe("what cannot be asked", () => {
  test.each([
    [
      "events",
      'filter: { themes: ["TRUST", "NONE"] }',
      /filter\.themes of TRUST, TECHNOLOGY, .*FUNDING_SCALE; got "NONE"/,
    ],
    ["events", 'filter: { partners: ["cps"] }', /filter\.partners of CPS, CPL, CC_GPI, VCLP, GENT; got "cps"/],
    ["records", 'filter: { criteria: ["HONESTY"] }', /filter\.criteria of EFFICIENCY, .*; got "HONESTY"/],
    ["events", 'filter: { from: "2022-05-02", to: "2022-05-01" }', /filter\.from on or before filter\.to/],
    ["events", 'filter: { from: "0000-05-02" }', /years 0001 to 9999/],
    ["events", 'filter: { from: "2022-13-01" }', /^filter\.from: Expected a calendar date .*; got "2022-13-01"\.$/],
    ["events", "filter: { to: 2022 }", /^filter\.to: Expected a calendar date .*; got 2022\.$/],
    ["recommendations", 'filter: { dueBefore: "soon" }', /^filter\.dueBefore: Expected a calendar date/],
    ["records", 'filter: { updatedSince: "2022-01-01" }', /^filter\.updatedSince: Expected an RFC 3339 instant/],
    ["records", "orderBy: RELEVANCE", /filter\.text with orderBy RELEVANCE/],
    ["records", `filter: { text: "${"a".repeat(501)}" }`, /at most 500 characters; got 501/],
    ["records", `filter: { text: "${"a ".repeat(33)}" }`, /at most 32 words and phrases; got 33/],
    ["records", 'filter: { text: "a\\u0000b" }', /without zero characters/],
  ])("%s with %s is refused with the reason", async (name, args, message) => {
    const { errors } = await hub.ask(`{ ${name}(${args}) { totalCount } }`);
    expect(errors).toEqual([{ message: expect.stringMatching(message), code: "BAD_USER_INPUT" }]);
  });

  test("a territory that cannot be stored is the territory of nothing", async () => {
    expect((await list("legitimacyIndicators", 'filter: { territories: ["a\\u0000"] }')).totalCount).toBe(0);
  });
});

test("a list reads long texts and cards of its records where they are asked for, on whatever level, and not otherwise", async () => {
  const read = async (selection: string) => {
    const before = hub.statements.length;
    await hub.get(`fragment F on Record { ${selection} } { records(first: 3) { edges { node { ...F } } } }`);
    return hub.statements.slice(before).join("\n");
  };
  expect(await read("id themes { code }")).not.toMatch(/\br"?\."?card/);
  expect(await read("id title")).not.toMatch(/\br"?\."?card\b/);
  const [titles, summaries] = [await read("title"), await read("title summary")];
  expect(titles).not.toBe(summaries);
  const { records } = await hub.get<{ records: { nodes: { title: string; summary: string | null }[] } }>(
    "{ records(first: 100) { nodes { title summary ... on Event { date { text edtf } place { name } } } } }",
  );
  expect(records.nodes.some(({ summary }) => summary !== null)).toBe(true);
});
