import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

interface Page {
  events: {
    totalCount: number;
    nodes: { id: string; partner: { code: string }; date: { earliest: string } | null }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}

const FIELDS = `totalCount nodes { id partner { code } date { earliest } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

async function forwards(size: number): Promise<Page["events"]["nodes"]> {
  const seen: Page["events"]["nodes"] = [];
  let after: string | null = null;
  do {
    const { events }: Page = await query<Page>(
      hubUrl(),
      `query ($first: Int, $after: String) { events(orderBy: DATE, first: $first, after: $after) { ${FIELDS} } }`,
      { variables: { first: size, after } },
    );
    seen.push(...events.nodes);
    after = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
  } while (after !== null);
  return seen;
}

async function backwards(size: number): Promise<Page["events"]["nodes"]> {
  const seen: Page["events"]["nodes"] = [];
  let before: string | null = null;
  do {
    const { events }: Page = await query<Page>(
      hubUrl(),
      `query ($last: Int, $before: String) { events(orderBy: DATE, last: $last, before: $before) { ${FIELDS} } }`,
      { variables: { last: size, before } },
    );
    seen.unshift(...events.nodes);
    before = events.pageInfo.hasPreviousPage ? events.pageInfo.startCursor : null;
  } while (before !== null);
  return seen;
}

describe("lists of several partners", () => {
  it("come in one order by date, whoever keeps the event", async () => {
    const nodes = await forwards(100);
    const dates = nodes.map(({ date }) => date?.earliest ?? "9999");
    expect(dates).toEqual(dates.toSorted());
    expect(new Set(nodes.map(({ partner }) => partner.code)).size).toBeGreaterThanOrEqual(5);
  });

  it.each([1, 3, 7])(
    "are paged to the end forwards and backwards, %i at a time, without loss or double",
    async (size) => {
      const whole = (await forwards(100)).map(({ id }) => id);
      expect((await forwards(size)).map(({ id }) => id)).toEqual(whole);
      expect((await backwards(size)).map(({ id }) => id)).toEqual(whole);
      expect(new Set(whole).size).toBe(whole.length);
    },
  );

  it("have facets that add up", async () => {
    type Facet = { code: string; count: number }[];
    const { events } = await query<{
      events: {
        totalCount: number;
        facets: { partners: Facet; kinds: Facet; statuses: Facet; themes: Facet };
        nodes: { themes: unknown[] }[];
      };
    }>(
      hubUrl(),
      "{ events(first: 100) { totalCount facets { partners { code count } kinds { code count } statuses { code count } themes { code count } } nodes { themes { code } } } }",
    );
    const sum = (facet: Facet) => facet.reduce((total, { count }) => total + count, 0);
    expect(sum(events.facets.partners)).toBe(events.totalCount);
    expect(sum(events.facets.kinds)).toBe(events.totalCount);
    expect(sum(events.facets.statuses)).toBe(events.totalCount);
    expect(sum(events.facets.themes)).toBe(events.nodes.reduce((total, { themes }) => total + themes.length, 0));
  });

  it("give under each facet's code as many records as it counts", async () => {
    const { records } = await query<{ records: { facets: { themes: { code: string; count: number }[] } } }>(
      hubUrl(),
      "{ records { facets { themes { code count } } } }",
    );
    expect(records.facets.themes.length).toBeGreaterThan(3);
    for (const { code, count } of records.facets.themes) {
      const filtered = await query<{ records: { totalCount: number } }>(
        hubUrl(),
        "query ($themes: [ID!]) { records(filter: { themes: $themes }) { totalCount } }",
        { variables: { themes: [code] } },
      );
      expect(filtered.records.totalCount, code).toBe(count);
    }
  });

  it("match events whose uncertain date may overlap the days asked", async () => {
    const { events } = await query<{ events: { nodes: { id: string }[] } }>(
      hubUrl(),
      '{ events(filter: { from: "2022-04-10", to: "2022-04-12", kinds: [ROUND_TABLE] }) { nodes { id } } }',
    );
    expect(events.nodes.map(({ id }) => id)).toContain("cps:event:2022-04-finlog-en-organisatie");
    expect(events.nodes.map(({ id }) => id)).not.toContain("cps:event:2022-03-22-politie-en-bevolking");
  });
});

describe("full-text search", () => {
  it.each([
    ["opleiding", "cps:event:2021-10-15-opleiding-van-de-politie"],
    ["formation", "cps:event:2021-10-15-opleiding-van-de-politie"],
    ["FORMATION", "cps:event:2021-10-15-opleiding-van-de-politie"],
    ["securite", "cc-gpi:publication:nvp-2022-2025"],
    ["sécurité", "cc-gpi:publication:nvp-2022-2025"],
  ])("finds %s in whatever language the record has", async (text, expected) => {
    const { records } = await query<{ records: { nodes: { id: string }[] } }>(
      hubUrl(),
      "query ($text: String!) { records(filter: { text: $text }, first: 100) { nodes { id } } }",
      { variables: { text } },
    );
    expect(records.nodes.map(({ id }) => id)).toContain(expected);
  });

  it("finds dépêche typed without accents, and the same records with them", async () => {
    const search = async (text: string) => {
      const { records } = await query<{ records: { nodes: { id: string }[] } }>(
        hubUrl(),
        "query ($text: String!) { records(filter: { text: $text }) { nodes { id } } }",
        { variables: { text } },
      );
      return records.nodes.map(({ id }) => id);
    };
    const plain = await search("depeche");
    expect(plain.length).toBeGreaterThan(0);
    expect(await search("dépêche")).toEqual(plain);
    expect(await search("DÉPÊCHE")).toEqual(plain);
  });
});
