import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { byDate, byRef, byTitle, type Compare, compareCodes } from "./support/expected.js";
import { generateRecords } from "./support/generate.js";
import { startHub, type TestHub } from "./support/hub.js";
import type { ModelRecord } from "./support/model.js";

interface Node {
  readonly id: string;
}
interface Nodes {
  readonly nodes: readonly Node[];
  readonly totalCount: number;
}
const records = generateRecords(3, 18);
const visible = new Map(
  records.filter(({ visibility }) => visibility === "PUBLIC").map((record) => [record.id, record]),
);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(records);
});
afterAll(async () => await hub.stop());

/** Visible records that a record names by a relation, each once, in its order. */
function named(record: ModelRecord, ...rels: string[]): string[] {
  return [
    ...new Set(
      record.links
        .filter(({ rel, id }) => rels.includes(rel) && visible.has(id) && id !== record.id)
        .map(({ id }) => id),
    ),
  ];
}

/** Visible records of a kind that name a record by a relation, by their ids. */
function naming(record: ModelRecord, kind: ModelRecord["kind"], ...rels: string[]): string[] {
  const names = (other: ModelRecord): boolean =>
    other.links.some(({ rel, id }) => rels.includes(rel) && id === record.id);
  const ids = [...visible.values()]
    .filter((other) => other.kind === kind && other.id !== record.id && names(other))
    .map(({ id }) => id);
  return ids.toSorted(compareCodes);
}

function sorted(ids: readonly string[], compare: Compare): string[] {
  const found = ids.flatMap((id) => visible.get(id) ?? []);
  return found.toSorted((a, b) => compare(a, b) || compareCodes(a.id, b.id)).map(({ id }) => id);
}

function model(id: string): ModelRecord {
  const record = visible.get(id);
  if (!record) throw new Error(`Expected a visible record; got ${id}.`);
  return record;
}

const idOf = (node: Node | null): string | null => node?.id ?? null;
const idsOf = (nodes: readonly Node[]): string[] => nodes.map(({ id }) => id);

describe("links across partners", () => {
  test("lead from events to their series, publications and recommendations", async () => {
    const { events } = await hub.get<{
      events: { nodes: (Node & { series: Node | null; publications: Nodes; recommendations: Nodes })[] };
    }>(
      "{ events(first: 100) { nodes { id series { id } publications { nodes { id } totalCount } recommendations { nodes { id } totalCount } } } }",
    );
    for (const { id, series, publications, recommendations } of events.nodes) {
      const event = model(id);
      expect(idOf(series)).toBe(named(event, "series")[0] ?? null);
      expect(idsOf(publications.nodes)).toEqual(sorted(naming(event, "Publication", "event"), byTitle()));
      expect(publications.totalCount).toBe(publications.nodes.length);
      expect(idsOf(recommendations.nodes)).toEqual(sorted(naming(event, "Recommendation", "event"), byRef));
    }
    expect(events.nodes.some(({ id, series }) => series && series.id.split(":")[0] !== id.split(":")[0])).toBe(true);
    expect(events.nodes.some(({ publications }) => publications.totalCount > 1)).toBe(true);
  });

  test("lead from publications to their event and recommendations, filtered and paged", async () => {
    const { publications } = await hub.get<{
      publications: {
        nodes: (Node & { event: Node | null; open: Nodes; all: Nodes & { pageInfo: { hasNextPage: boolean } } })[];
      };
    }>(
      `{ publications(first: 100) { nodes {
        id event { id }
        open: recommendations(filter: { closures: [OPEN] }) { nodes { id } totalCount }
        all: recommendations(first: 1) { nodes { id } totalCount pageInfo { hasNextPage } }
      } } }`,
    );
    for (const { id, event, open, all } of publications.nodes) {
      const expected = sorted(naming(model(id), "Recommendation", "publication"), byRef);
      expect(idOf(event)).toBe(named(model(id), "event")[0] ?? null);
      expect(idsOf(open.nodes)).toEqual(expected.filter((each) => model(each).closure === "OPEN"));
      expect(idsOf(all.nodes)).toEqual(expected.slice(0, 1));
      expect(all.totalCount).toBe(expected.length);
      expect(all.pageInfo.hasNextPage).toBe(expected.length > 1);
    }
  });

  test("lead from recommendations to what they come from, measure and follow up", async () => {
    const { recommendations } = await hub.get<{
      recommendations: {
        nodes: (Node & {
          publication: Node | null;
          event: Node | null;
          legitimacyIndicators: Node[];
          relatedRecommendations: Node[];
        })[];
      };
    }>(
      "{ recommendations(first: 100) { nodes { id publication { id } event { id } legitimacyIndicators { id } relatedRecommendations { id } } } }",
    );
    const both = (...lists: string[][]): string[] => [...new Set(lists.flat())];
    for (const { id, publication, event, legitimacyIndicators, relatedRecommendations } of recommendations.nodes) {
      const record = model(id);
      expect(idOf(publication)).toBe(named(record, "publication")[0] ?? null);
      expect(idOf(event)).toBe(named(record, "event")[0] ?? null);
      expect(idsOf(legitimacyIndicators)).toEqual(
        both(named(record, "legitimacyIndicator"), naming(record, "LegitimacyIndicator", "recommendation")),
      );
      const rels = ["supersedes", "followsUp", "related"];
      expect(idsOf(relatedRecommendations)).toEqual(
        both(named(record, ...rels), naming(record, "Recommendation", ...rels)),
      );
    }
  });

  test("lead from indicators to recommendations", async () => {
    const { legitimacyIndicators } = await hub.get<{
      legitimacyIndicators: { nodes: (Node & { recommendations: Node[] })[] };
    }>("{ legitimacyIndicators(first: 100) { nodes { id recommendations { id } } } }");
    for (const { id, recommendations } of legitimacyIndicators.nodes) {
      const record = model(id);
      expect(idsOf(recommendations)).toEqual([
        ...new Set([...named(record, "recommendation"), ...naming(record, "Recommendation", "legitimacyIndicator")]),
      ]);
    }
  });

  test("are counted and faceted for each record apart", async () => {
    const { publications } = await hub.get<{
      publications: {
        nodes: (Node & { recommendations: { totalCount: number; facets: { partners: { count: number }[] } } })[];
      };
    }>("{ publications(first: 100) { nodes { id recommendations { totalCount facets { partners { count } } } } } }");
    for (const { recommendations } of publications.nodes) {
      expect(recommendations.facets.partners.reduce((sum, { count }) => sum + count, 0)).toBe(
        recommendations.totalCount,
      );
    }
  });
});

describe("lists of themes, criteria and partners", () => {
  test("hold the records of each", async () => {
    const data = await hub.get<
      Record<
        "themes" | "criteria" | "partners",
        { code: string; events?: Nodes; recommendations: Nodes; legitimacyIndicators: Nodes }[]
      >
    >(`{
      themes { code events(first: 100) { nodes { id } totalCount } recommendations(first: 100) { nodes { id } totalCount } legitimacyIndicators(first: 100) { nodes { id } totalCount } }
      criteria { code recommendations(first: 100) { nodes { id } totalCount } legitimacyIndicators(first: 100) { nodes { id } totalCount } }
      partners { code events(first: 100) { nodes { id } totalCount } recommendations(first: 100) { nodes { id } totalCount } legitimacyIndicators(first: 100) { nodes { id } totalCount } }
    }`);
    const codesOf = { themes: "themes", criteria: "criteria" } as const;
    for (const group of ["themes", "criteria", "partners"] as const) {
      for (const { code, events, recommendations, legitimacyIndicators } of data[group]) {
        const belongs = (record: ModelRecord): boolean =>
          group === "partners" ? record.partner === code : record[codesOf[group]].includes(code);
        const ids = (kind: ModelRecord["kind"]): string[] =>
          [...visible.values()].filter((record) => record.kind === kind && belongs(record)).map(({ id }) => id);
        if (events) expect(idsOf(events.nodes)).toEqual(sorted(ids("Event"), byDate));
        expect(idsOf(recommendations.nodes)).toEqual(sorted(ids("Recommendation"), byRef));
        expect(idsOf(legitimacyIndicators.nodes)).toEqual(sorted(ids("LegitimacyIndicator"), byTitle()));
      }
    }
  });
});

describe("the number of SQL statements", () => {
  async function count(query: string): Promise<number> {
    const before = hub.statements.length;
    await hub.get(query);
    return hub.statements.length - before;
  }

  test("is one for a list alone, and one more for each part asked", async () => {
    expect(
      await count("{ events(first: 100) { nodes { id title partner { code name } themes { code title } } } }"),
    ).toBe(1);
    expect(
      await count(
        "{ events(first: 100) { edges { cursor } nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
      ),
    ).toBe(1);
    expect(await count("{ events { totalCount } }")).toBe(1);
    expect(
      await count("{ events { nodes { id } totalCount facets { themes { code } kinds { code } } sources { state } } }"),
    ).toBe(3);
  });

  test("does not grow with the records of a list", async () => {
    const query = (first: number): string => `{ recommendations(first: ${first}) { nodes {
      id partner { joinedAt source { state } } themes { title events(first: 3) { nodes { id } totalCount } }
      publication { id event { id series { id } } } event { id publications { nodes { id } totalCount facets { partners { code } } } }
      legitimacyIndicators { id recommendations { id } } relatedRecommendations { id title }
    } } }`;
    const few = await count(query(20));
    expect(await count(query(100))).toBe(few);
    expect(few).toBeLessThanOrEqual(16);
  });
});
