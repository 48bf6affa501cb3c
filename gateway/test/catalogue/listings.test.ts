import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHubDatabase, migrateHubDatabase } from "../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../src/catalogue/database/tables.js";
import { ANYBODY, type Viewer } from "../../src/catalogue/database/visibility.js";
import { applyVisibilities } from "../../src/catalogue/write/apply-visibilities.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { beginRebuild } from "../../src/catalogue/write/resync.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { holdAsEarlier, migrateUpTo } from "./support/earlier-database.js";
import { compareCodes } from "./support/expected.js";
import { generateRecords } from "./support/generate.js";
import { PARTNERS } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { expectListingsKept } from "./support/kept-listings.js";
import { harvested, type ModelRecord, modelRecord } from "./support/model.js";
import { page } from "./support/pages.js";
import { createRandom } from "./support/random.js";
import { randomList } from "./support/random-filters.js";

const VIEWERS: readonly Viewer[] = [
  ANYBODY,
  { partners: true, cabinet: false, own: [] },
  { partners: true, cabinet: false, own: ["CPS", "GENT"] },
  { partners: true, cabinet: true, own: [] },
];

function sees(viewer: Viewer, { visibility, partner }: ModelRecord): boolean {
  if (visibility === "PUBLIC" || viewer.cabinet) return true;
  return visibility === "PARTNERS" ? viewer.partners : viewer.own.includes(partner);
}

let hub: TestHub;
/** What the hub has been told, as it stands. */
let records: readonly ModelRecord[] = generateRecords(7, 9);
beforeAll(async () => {
  hub = await startHub(records);
});
afterAll(async () => await hub.stop());

/** The codes' counts, the most frequent first. */
function countsOf(codes: readonly (string | null)[]): { code: string; count: number }[] {
  const given = codes.filter((code) => code !== null);
  return [...new Set(given)]
    .map((code) => ({ code, count: given.filter((each) => each === code).length }))
    .toSorted((a, b) => b.count - a.count || compareCodes(a.code, b.code));
}

/** What records of a kind have where the model says nothing. */
const OTHERWISE: Readonly<Record<string, string>> = {
  Event: "OTHER",
  Publication: "OTHER",
  Recommendation: "RECOMMENDATION",
};
const categoryOf = ({ kind, category }: ModelRecord): string | null => category ?? OTHERWISE[kind] ?? null;
const FACETS = "facets { themes { code count } partners { code count } kinds { code count } statuses { code count } }";

/** Of lists with generated filters: count, facets and records are those that counting one by one gives, for every reader. */
async function expectPlainCounts(seed: number, lists: number): Promise<void> {
  const random = createRandom(seed);
  for (let index = 0; index < lists; index += 1) {
    const { list, filterType, filter, passes } = randomList(random);
    for (const viewer of VIEWERS) {
      const expected = records.filter((record) => sees(viewer, record) && passes(record));
      const query = `query ($filter: ${filterType}) {
        alone: ${list}(first: 100, filter: $filter) { totalCount }
        ${list}(first: 99, filter: $filter) { totalCount nodes { id } ${FACETS} }
        themes { code ${list === "records" ? "" : `${list}(filter: $filter) { totalCount }`} }
        partners { code ${list === "records" ? "" : `${list}(filter: $filter) { totalCount }`} }
      }`;
      const { data, errors } = await hub.ask<Record<string, never>>(query, { filter }, { viewer });
      expect({ filter, errors }).toEqual({ filter, errors: [] });
      const counted = (scope: readonly Record<string, unknown>[], codes: (record: ModelRecord) => readonly string[]) =>
        scope.map(({ code, [list]: of }) => [
          of,
          { totalCount: expected.filter((each) => codes(each).includes(String(code))).length },
        ]);
      if (list !== "records") {
        for (const [of, plain] of counted(data["themes"] ?? [], ({ themes }) => themes))
          expect({ filter, of }).toEqual({ filter, of: plain });
        for (const [of, plain] of counted(data["partners"] ?? [], ({ partner }) => [partner]))
          expect({ filter, of }).toEqual({ filter, of: plain });
      }
      const found = data[list] as unknown as { nodes: { id: string }[] };
      const ids = found.nodes.map(({ id }) => id).toSorted();
      expect({ filter, list, viewer, alone: data["alone"], ...found, nodes: ids }).toEqual({
        filter,
        list,
        viewer,
        alone: { totalCount: expected.length },
        totalCount: expected.length,
        nodes: expected.length < 100 ? expected.map(({ id }) => id).toSorted() : ids,
        facets: {
          themes: countsOf(expected.flatMap(({ themes }) => themes)),
          partners: countsOf(expected.map(({ partner }) => partner)),
          kinds: countsOf(expected.map((each) => (list === "records" ? kindCode(each) : categoryOf(each)))),
          statuses: countsOf(expected.map(({ status }) => status)),
        },
      });
    }
  }
}

function kindCode({ kind }: ModelRecord): string {
  return kind === "LegitimacyIndicator" ? "LEGITIMACY_INDICATOR" : kind.toUpperCase();
}

describe("listings and tally", () => {
  test("are those of the records, and count what counting one by one does", async () => {
    expect(await expectListingsKept(hub.db)).toBe(records.length);
    await expectPlainCounts(1, 16);
  });

  test("follow records that change, go and come back", async () => {
    const random = createRandom(11);
    const others = generateRecords(12, 9);
    for (let step = 0; step < 4; step += 1) {
      hub.now = new Date(hub.now.getTime() + 1_000);
      const changed = others.filter(() => random.chance(0.15));
      await hub.index(changed);
      const gone = records.filter(() => random.chance(0.03));
      for (const { id } of gone) await (random.chance(0.3) ? hub.erase(id) : hub.withdraw(id));
      const isChanged = new Set(changed.map(({ id }) => id));
      const isGone = new Set(gone.map(({ id }) => id));
      records = [...records.filter(({ id }) => !isChanged.has(id)), ...changed].filter(({ id }) => !isGone.has(id));
      expect(await expectListingsKept(hub.db)).toBe(records.length);
    }
    await expectPlainCounts(2, 8);
  });

  test("follow a visibility that is narrowed apart from all else", async () => {
    const narrowed = records.filter(
      ({ partner, visibility }, index) => partner === "CPS" && visibility === "PUBLIC" && index % 3 === 0,
    );
    await applyVisibilities(
      hub.db,
      "CPS",
      narrowed.map(({ id }) => ({ id, visibility: "CABINET" as const })),
      hub.now,
    );
    const ids = new Set(narrowed.map(({ id }) => id));
    expect(ids.size).toBeGreaterThan(3);
    records = records.map((record) => (ids.has(record.id) ? { ...record, visibility: "CABINET" } : record));
    expect(await expectListingsKept(hub.db)).toBe(records.length);
    await expectPlainCounts(3, 4);
  });

  test("stay through a full resync, and lose what it does not name again", async () => {
    const own = records.filter(({ partner }) => partner === "CPL");
    await beginRebuild(hub.db, "CPL");
    await applyPage(
      hub.db,
      "CPL",
      page({ records: own.slice(1).map(harvested), epoch: "e2", isFullResync: true }),
      hub.now,
    );
    records = records.filter(({ id }) => id !== own[0]?.id);
    expect(await expectListingsKept(hub.db)).toBe(records.length);
  });

  test("take a record whose texts are as long as any, in its place among others", async () => {
    const long = (end: string) => ({ original: "NL" as const, NL: `${"Ééé ".repeat(4_000)}${end}` });
    const added = [
      modelRecord("gent:recommendation:long-b", { title: long("b"), ref: "r".repeat(20_000) }),
      modelRecord("gent:recommendation:long-a", { title: long("a"), ref: "r".repeat(19_999) }),
      modelRecord("gent:indicator:long", { title: long("c"), territory: "t".repeat(20_000) }),
    ];
    await hub.index(added);
    records = [...records, ...added];
    expect(await expectListingsKept(hub.db)).toBe(records.length);
    const { legitimacyIndicators: found } = await hub.get<{ legitimacyIndicators: { totalCount: number } }>(
      "query ($territory: String!) { legitimacyIndicators(filter: { territories: [$territory] }) { totalCount } }",
      { territory: "t".repeat(20_000) },
    );
    expect(found.totalCount).toBe(1);
  });

  test("say nothing of a type that nobody answers", async () => {
    const later = records.find(({ kind, visibility }) => kind === "Event" && visibility === "PUBLIC");
    const rename = async (typeName: string | undefined) =>
      await sql`update record set type_name = ${typeName} where id = ${later?.id}`.execute(hub.db);
    const { rows } = await sql<{ name: string }>`select type_name as name from record where id = ${later?.id}`.execute(
      hub.db,
    );
    await rename("CplLater");
    const query = `{ all: events { totalCount } with: events(first: 1) { totalCount facets { partners { count } } } }`;
    const { all, with: withFacets } = await hub.get<Record<"all" | "with", { totalCount: number }>>(query);
    await rename(rows[0]?.name);
    const expected = records.filter(({ kind, visibility }) => kind === "Event" && visibility === "PUBLIC").length - 1;
    expect([all.totalCount, withFacets.totalCount]).toEqual([expected, expected]);
  });

  test("go with their partner", async () => {
    await hub.db.deleteFrom("partner").where("code", "=", "CPS").execute();
    records = records.filter(({ partner }) => partner !== "CPS");
    expect(await expectListingsKept(hub.db)).toBe(records.length);
    await syncPartners(hub.db, PARTNERS, hub.now);
  });

  test("are made of the records that an earlier release has indexed", async () => {
    const databaseUrl = await hub.newDatabase();
    const db = createHubDatabase(databaseUrl);
    try {
      await migrateUpTo(db, "0010");
      await syncPartners(db, PARTNERS, hub.now);
      const given = generateRecords(5, 3).filter(({ partner }) => partner === "CPS");
      await hub.db.deleteFrom("partner").execute();
      await syncPartners(hub.db, PARTNERS, hub.now);
      await hub.index(given);
      await holdAsEarlier(db, hub.db, "CPS");
      await migrateHubDatabase(db);
      expect(await expectListingsKept(db)).toBe(given.length);
      for (const table of ["record", "record_version"] as const) {
        const facts = (each: Kysely<HubDatabase>) =>
          each.selectFrom(table).select(["id", "facts"]).orderBy("id").execute();
        expect(await facts(db)).toEqual(await facts(hub.db));
      }
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from closed_listing`.execute(db);
      expect(rows[0]?.count).toBeGreaterThan(0);
    } finally {
      await db.destroy();
    }
  });
});
