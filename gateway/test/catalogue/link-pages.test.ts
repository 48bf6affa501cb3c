import { graphql, parse, print, visit } from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCatalogue } from "../../src/catalogue/catalogue.js";
import { CATALOGUE_SDL, PARTNERS } from "./support/graph.js";
import { emptyIndex } from "./support/pages.js";
import { startHub, type TestHub } from "./support/hub.js";
import { type ModelRecord, modelRecord } from "./support/model.js";

interface Node {
  readonly id: string;
}
interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await emptyIndex(hub));
afterAll(async () => await hub.stop());

const HEART = "vclp:recommendation:heart";
/** In the order of their ids, and of their numbers. */
const nth = (index: number): string => String(index).padStart(4, "0");
const related = (...ids: readonly string[]): ModelRecord["links"] => ids.map((id) => ({ rel: "related", id }));

/** Records of other partners that name the heart. */
function naming(count: number, given: Partial<ModelRecord> = {}, from = 0): ModelRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `gent:recommendation:r-${nth(from + index)}`;
    return modelRecord(id, { ref: `R${from + index}`, links: related(HEART), ...given });
  });
}

const idsOf = (records: readonly Node[]): string[] => records.map(({ id }) => id);

async function list(args = "", at: Date | null = null): Promise<string[]> {
  const { data, errors } = await hub.ask<{ record: { relatedRecommendations: Node[] } }>(
    `{ record(id: "${HEART}") { ... on Recommendation { relatedRecommendations${args} { id } } } }`,
    {},
    { at },
  );
  expect(errors).toEqual([]);
  return idsOf(data.record.relatedRecommendations);
}

async function page(args: string, at: Date | null = null): Promise<Connection> {
  const { data, errors } = await hub.ask<{ record: { relatedRecommendationsConnection: Connection } }>(
    `{ record(id: "${HEART}") { ... on Recommendation { relatedRecommendationsConnection(${args}) {
       totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }`,
    {},
    { at },
  );
  expect(errors).toEqual([]);
  return data.record.relatedRecommendationsConnection;
}

describe("a list of links", () => {
  test.for([
    ["", 20],
    ["(first: 1)", 1],
    ["(first: 100)", 100],
  ] as const)("with %s holds %d records at most, and its connection says that there are more", async ([args, most]) => {
    const records = naming(most + 1);
    await hub.index([modelRecord(HEART), ...records.slice(0, most)]);
    expect(await list(args)).toEqual(idsOf(records.slice(0, most)));
    expect((await page(`first: ${most}`)).pageInfo.hasNextPage).toBe(false);
    await hub.index(records.slice(most));
    expect(await list(args)).toEqual(idsOf(records.slice(0, most)));
    const { totalCount, pageInfo } = await page(`first: ${most}`);
    expect([totalCount, pageInfo.hasNextPage]).toEqual([most + 1, true]);
  });

  test.for(["0", "-1", "101", "2147483647"])("refuses %s records", async (first) => {
    await hub.index([modelRecord(HEART)]);
    for (const field of ["relatedRecommendations", "legitimacyIndicators"]) {
      const { errors } = await hub.ask(
        `{ record(id: "${HEART}") { ... on Recommendation { ${field}(first: ${first}) { id } } } }`,
      );
      expect(errors).toEqual([{ message: `Expected first from 1 to 100; got ${first}.`, code: "BAD_USER_INPUT" }]);
    }
  });

  test("holds first what the record names, in its order, then what names it, each once whatever the relations", async () => {
    const others = naming(6);
    const [a = "", b = "", c = "", d = ""] = idsOf(others);
    const heart = modelRecord(HEART, {
      links: [{ rel: "supersedes", id: d }, ...related(b, HEART, d), { rel: "followsUp", id: b }],
    });
    const alsoFollows = { rel: "followsUp", id: HEART };
    await hub.index([heart, ...others.map((each) => ({ ...each, links: [...each.links, alsoFollows] }))]);
    const whole = [d, b, a, c, ...idsOf(others.slice(4))];
    for (let first = 1; first <= 7; first += 1) expect(await list(`(first: ${first})`)).toEqual(whole.slice(0, first));
    expect((await page("first: 1")).totalCount).toBe(6);
  });

  test("leads to other kinds of record alike, both ways", async () => {
    const indicator = "vclp:indicator:trust";
    const records = naming(60, { links: [{ rel: "legitimacyIndicator", id: indicator }] });
    const named = "cps:indicator:own";
    await hub.index([
      modelRecord(indicator),
      modelRecord(named),
      modelRecord(HEART, { links: [{ rel: "legitimacyIndicator", id: named }] }),
      ...records,
    ]);
    const { there, back } = await hub.get<{
      there: { recommendations: Node[]; recommendationsConnection: Connection };
      back: { legitimacyIndicators: Node[]; legitimacyIndicatorsConnection: Connection };
    }>(`{
      there: record(id: "${indicator}") { ... on LegitimacyIndicator {
        recommendations { id } recommendationsConnection(first: 2) { totalCount nodes { id } } } }
      back: record(id: "${HEART}") { ... on Recommendation {
        legitimacyIndicators { id } legitimacyIndicatorsConnection { totalCount nodes { id } } } }
    }`);
    expect(idsOf(there.recommendations)).toEqual(idsOf(records.slice(0, 20)));
    expect(there.recommendationsConnection).toEqual({
      totalCount: 60,
      nodes: records.slice(0, 2).map(({ id }) => ({ id })),
    });
    expect(idsOf(back.legitimacyIndicators)).toEqual([named]);
    expect(back.legitimacyIndicatorsConnection).toEqual({ totalCount: 1, nodes: [{ id: named }] });
  });
});

test("pages of links have no gap and no double while records come and go", async () => {
  const records = naming(40);
  await hub.index([modelRecord(HEART), ...records]);
  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true, turn = 0; more; turn += 1) {
    const { nodes, pageInfo }: Connection = await page(`first: 6 ${after ? `after: "${after}"` : ""}`);
    seen.push(...idsOf(nodes));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
    // The last one seen goes, so does one before it; others come in front.
    await hub.withdraw(seen.at(-1) ?? "");
    await hub.withdraw(seen.at(-3) ?? "");
    await hub.index([modelRecord(`cps:recommendation:new-${turn}`, { ref: "A1", links: related(HEART) })]);
  }
  expect(seen).toEqual(idsOf(records));
});

test("hidden records take no place in a page and count for nobody who may not see them", async () => {
  const hidden = naming(30, { visibility: "CABINET" });
  const shown = naming(70, {}, 30);
  await hub.index([modelRecord(HEART, { links: related(...idsOf(hidden), ...idsOf(shown)) }), ...hidden, ...shown]);
  expect(await list()).toEqual(idsOf(shown.slice(0, 20)));
  expect(await list("(first: 100)")).toEqual(idsOf(shown));
  expect((await page("first: 1")).totalCount).toBe(70);
  const viewer = { partners: true, cabinet: true, own: [] };
  const query = `{ record(id: "${HEART}") { ... on Recommendation {
    relatedRecommendations(first: 100) { id } relatedRecommendationsConnection { totalCount } } } }`;
  const { data } = await hub.ask<{
    record: { relatedRecommendations: Node[]; relatedRecommendationsConnection: Connection };
  }>(query, {}, { viewer });
  expect(idsOf(data.record.relatedRecommendations)).toEqual(idsOf([...hidden, ...shown]));
  expect(data.record.relatedRecommendationsConnection.totalCount).toBe(100);
});

test("of an earlier instant, links are paged as they were", async () => {
  const records = naming(60);
  await hub.index([modelRecord(HEART), ...records]);
  const before = new Date(hub.now.getTime() + 1_000);
  hub.now = new Date(before.getTime() + 1_000);
  await hub.index([modelRecord("cps:recommendation:later", { links: related(HEART) })]);
  for (const { id } of records.slice(0, 10)) await hub.withdraw(id);
  expect(await list("", before)).toEqual(idsOf(records.slice(0, 20)));
  const first = await page("first: 50", before);
  const second = await page(`first: 50 after: "${first.pageInfo.endCursor}"`, before);
  expect([first.totalCount, idsOf([...first.nodes, ...second.nodes])]).toEqual([60, idsOf(records)]);
  expect(await list("(first: 3)")).toEqual(["cps:recommendation:later", ...idsOf(records.slice(10, 12))]);
});

test("recommendations that are all related are read in one statement for each level, a page of each", async () => {
  const all = Array.from({ length: 110 }, (_, index) => `cps:recommendation:r-${nth(index)}`);
  await hub.index(all.map((id) => modelRecord(id, { links: related(...all) })));
  const before = hub.statements.length;
  const { recommendations } = await hub.get<{
    recommendations: {
      nodes: { id: string; relatedRecommendations: { id: string; relatedRecommendations: Node[] }[] }[];
    };
  }>(`{ recommendations(first: 100) { nodes {
    id relatedRecommendations(first: 20) { id relatedRecommendations(first: 10) { id } } } } }`);
  expect(hub.statements.length - before).toBe(3);
  const others = (id: string, most: number): string[] => all.filter((each) => each !== id).slice(0, most);
  expect(recommendations.nodes).toHaveLength(100);
  for (const { id, relatedRecommendations } of recommendations.nodes) {
    expect(idsOf(relatedRecommendations)).toEqual(others(id, 20));
    for (const each of relatedRecommendations) expect(idsOf(each.relatedRecommendations)).toEqual(others(each.id, 10));
  }
});

test("a version of the graph from before links were paged answers them a page at most", async () => {
  const isPaged = (name: string): boolean => /^(relatedRecommendations|legitimacyIndicators)$/.test(name);
  const isNew = (name: string): boolean => /^(relatedRecommendations|followUps|measures)Connection$/.test(name);
  const earlier = print(
    visit(parse(CATALOGUE_SDL), {
      FieldDefinition(field) {
        if (isNew(field.name.value)) return null;
        return isPaged(field.name.value) ? { ...field, arguments: [], directives: [] } : undefined;
      },
    }),
  );
  const { schema, createContext } = createCatalogue({
    readers: hub.readers,
    partners: PARTNERS,
    catalogueSdl: earlier,
    clock: () => hub.now,
  });
  const records = naming(21);
  await hub.index([modelRecord(HEART), ...records]);
  const source = `{ record(id: "${HEART}") { ... on Recommendation { relatedRecommendations { id } } } }`;
  const { data, errors } = await graphql({ schema, source, contextValue: createContext() });
  expect(errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    record: { relatedRecommendations: records.slice(0, 20).map(({ id }) => ({ id })) },
  });
});

test("links and single records are read with no more columns than are asked", async () => {
  await hub.index([modelRecord(HEART, { links: related("gent:recommendation:r-0000") }), ...naming(1)]);
  const read = async (selection: string): Promise<string> => {
    const before = hub.statements.length;
    await hub.get(selection);
    return hub.statements.slice(before).join("\n");
  };
  const ofRecord = (fields: string): string => `{ record(id: "${HEART}") { ${fields} } }`;
  const ofLinks = (fields: string): string =>
    ofRecord(`... on Recommendation { relatedRecommendations { ${fields} } publication { ${fields} } }`);
  const ofEntity = (fields: string): string =>
    `{ _entities(representations: [{ __typename: "VclpRecommendation", id: "${HEART}" }]) { ... on Recommendation { ${fields} } } }`;
  for (const query of [ofRecord, ofLinks, ofEntity]) {
    expect(await read(query("id version"))).not.toMatch(/\bcard(_texts)?" ?->/);
    expect(await read(query("id"))).not.toMatch(/r\.card/);
    const [titles, cards] = [await read(query("title")), await read(query("title url"))];
    expect(titles).toMatch(/r\.card_texts/);
    expect(titles).not.toMatch(/r\.card\b/);
    expect(cards).toMatch(/r\.card\b/);
  }
});
