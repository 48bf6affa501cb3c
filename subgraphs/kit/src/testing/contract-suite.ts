import { readFile } from "node:fs/promises";
import { hostileCalls } from "@segpol/launcher/testing";
import {
  checkConformance,
  type Language,
  pickText,
  RECORD_KINDS,
  type RecordKind,
  recordTypeName,
} from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPartnerSchema } from "../graphql/partner-schema.js";
import type { Partner } from "../partner/partner.js";
import type { RecordSeed } from "../model/seed.js";
import { sdlText } from "../sdl/write-sdl.js";
import { seedsByKind } from "../seeding/seeds-by-kind.js";
import { RECORD_TABLES } from "../storage/migrations/triggers.js";
import { ask } from "./ask.js";
import { runDeskSuite } from "./desk-suite.js";
import { runExchangeSuite } from "./exchange-suite.js";
import { askEntities, errorCode, type Harvested, readEntities, readFeed } from "./harvest.js";
import { runReadingSuite } from "./reading-suite.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "./partner-under-test.js";

/** What a partner promises beyond the contract. */
export interface ContractSuiteOptions {
  /** Languages in which every title is there. NL and FR by default. */
  readonly languages?: readonly Language[];
}

const MANY = 100;
/** Of the values that nobody should send, each argument gets some. */
const HOSTILE_VALUES_OF_EACH = 3;

/**
 * The suite that every partner's package runs: the contract with the hub, shown on the partner's own classes and seed, with a real
 * PostgreSQL and over real HTTP. Call it at the top of test/contract.test.ts.
 */
export function runContractSuite(partner: Partner, { languages = ["NL", "FR"] }: ContractSuiteOptions = {}): void {
  const seeds = partner.seed ? seedsByKind(partner.seed) : undefined;
  const kinds = RECORD_KINDS.filter((kind) => partner.classes[kind]);
  const seedsOf = (kind: RecordKind): readonly RecordSeed[] => seeds?.[kind] ?? [];
  const seededKinds = kinds.filter((kind) => seedsOf(kind).length > 0);
  const idsOf = (kind: RecordKind): string[] => seedsOf(kind).map(({ id }) => id);
  const allIds = kinds.flatMap(idsOf);

  describe(`${partner.code} serves what the contract asks`, () => {
    test("its SDL conforms", () => {
      const findings = checkConformance({ code: partner.code, sdl: buildPartnerSchema(partner).sdl });
      expect(findings.filter(({ severity }) => severity === "ERROR")).toEqual([]);
    });

    test("schema.graphql is what its classes emit (npm run sdl writes it)", async () => {
      expect(await readFile(partner.sdlFile, "utf8")).toBe(sdlText(partner));
    });
  });

  runReadingSuite(partner);

  describe(`${partner.code} keeps and serves its records`, () => {
    let running: PartnerUnderTest;
    beforeAll(async () => {
      running = await startPartnerUnderTest(partner);
    });
    afterAll(() => running?.stop());

    test("it seeds records at its first start", () => {
      expect(allIds.length).toBeGreaterThan(0);
      expect([...running.server.seeded].toSorted()).toEqual(allIds.toSorted());
    });

    runExchangeSuite(partner, () => running);

    test("the change feed lists each record once, in pages as in one go", async () => {
      const whole = await readFeed(running.url);
      expect(whole.changes.map(({ id }) => id).toSorted()).toEqual(allIds.toSorted());
      expect(whole.changes.every(({ withdrawn }) => !withdrawn)).toBe(true);
      expect((await readFeed(running.url, null, 1)).changes).toEqual(whole.changes);
    });

    test("starting once more changes nothing", async () => {
      const before = await readFeed(running.url);
      const another = await running.startAnother();
      try {
        expect(another.seeded.size).toBe(0);
        expect(await readFeed(another.url)).toMatchObject({ epoch: before.epoch, changes: before.changes });
        expect((await readFeed(another.url, before.cursor)).changes).toEqual([]);
      } finally {
        await another.stop();
      }
    });

    test.each(seededKinds)("each %s is read with every standard field", async (kind) => {
      const records = await readEntities(running.url, partner, kind, idsOf(kind));
      for (const [index, seed] of seedsOf(kind).entries()) {
        const record = records[index];
        expect(record, seed.id).toMatchObject({
          id: seed.id,
          partner: { code: partner.code },
          title: seed.title[seed.title.original],
          themes: (seed.themes ?? []).map((code) => ({ code })),
          criteria: (seed.criteria ?? []).map((code) => ({ code })),
          visibility: seed.visibility ?? "PUBLIC",
          version: 1,
          _links: seed.links ?? [],
        });
        expect(Date.parse(String(record?.["updatedAt"]))).toBeLessThanOrEqual(Date.now());
      }
    });

    test.each(seededKinds)("each %s says where it was taken from", async (kind) => {
      const records = await askEntities<{ id: string; provenance: { document: string } | null }>(
        running.url,
        recordTypeName(partner.code, kind),
        idsOf(kind),
        "id provenance { document }",
      );
      expect(records.filter((record) => !record?.provenance?.document).map((record) => record?.id)).toEqual([]);
    });

    test.each(seededKinds)(`titles of each %s are in ${languages.join(", ")}, else as documented`, async (kind) => {
      const typeName = recordTypeName(partner.code, kind);
      const fields = languages.map((language) => `${language}: title(lang: ${language})`).join(" ");
      const titles = await askEntities<Record<string, string>>(running.url, typeName, idsOf(kind), fields);
      const seedTitles = seedsOf(kind).map(({ title }) => title);
      expect(titles).toEqual(
        seedTitles.map((title) => Object.fromEntries(languages.map((language) => [language, title[language]]))),
      );
      const accepting = { "accept-language": "fr-BE,fr;q=0.9,en;q=0.5" };
      const fallbacks = await askEntities(running.url, typeName, idsOf(kind), "title de: title(lang: DE)", accepting);
      expect(fallbacks).toEqual(
        seedTitles.map((title) => ({
          title: pickText(title, null, ["FR", "EN"]),
          de: pickText(title, "DE", ["FR", "EN"]),
        })),
      );
    });

    test.each(seededKinds)("all texts of each %s are given in all their languages", async (kind) => {
      const records = await readEntities(running.url, partner, kind, idsOf(kind));
      for (const [index, seed] of seedsOf(kind).entries()) {
        const titles = (records[index]?._texts ?? []).filter(({ field }) => field === "title");
        expect(titles.map(({ language, text }) => [language, text])).toEqual(
          titles.map(({ language }) => [language, seed.title[language as Language]]),
        );
        expect(titles.find(({ original }) => original)?.language).toBe(seed.title.original);
        expect(records[index]?.["languages"]).toEqual(expect.arrayContaining(titles.map(({ language }) => language)));
      }
    });

    test.each(seededKinds)(
      "a change of a %s counts its version up and moves it to the end of the feed",
      async (kind) => {
        const id = idsOf(kind)[0] ?? "";
        const before = await readFeed(running.url);
        await running.sql(`update ${RECORD_TABLES[kind]} set url = 'https://example.org/changed' where id = $1`, [id]);
        const after = await readFeed(running.url, before.cursor);
        expect(after.changes).toEqual([
          { id, type: recordTypeName(partner.code, kind), withdrawn: false, erased: false },
        ]);
        const [record] = await readEntities(running.url, partner, kind, [id]);
        expect(record).toMatchObject({ version: 2, url: "https://example.org/changed" });
        const whole = await readFeed(running.url);
        expect(whole.changes.filter((change) => change.id === id)).toHaveLength(1);
        expect(whole.changes.at(-1)?.id).toBe(id);
      },
    );

    test.each(seededKinds)(`reading ${MANY} of %s costs as many SQL statements as reading one`, async (kind) => {
      const table = RECORD_TABLES[kind];
      const copies = await running.sql<{ id: string }>(
        `insert into ${table} select (jsonb_populate_record(one, jsonb_build_object('id', one.id || '-copy-' || n))).*
         from ${table} one, generate_series(1, ${MANY}) n where one.id = $1 returning id`,
        [idsOf(kind).at(-1)],
      );
      const count = async (ids: readonly string[]): Promise<number> => {
        running.statements.length = 0;
        const records = await readEntities(running.url, partner, kind, ids);
        expect(records.filter((record: Harvested | null) => record === null)).toEqual([]);
        return running.statements.length;
      };
      const ids = copies.map(({ id }) => id);
      expect(ids).toHaveLength(MANY);
      const one = await count(ids.slice(0, 1));
      expect(one).toBeGreaterThan(0);
      expect(await count(ids)).toBe(one);
      await running.sql(`delete from ${table} where id = any($1)`, [ids]);
    });

    test.each(seededKinds)("a withdrawn %s is gone and leaves a tombstone in the feed", async (kind) => {
      const id = idsOf(kind).at(-1) ?? "";
      const before = await readFeed(running.url);
      await running.sql(`update ${RECORD_TABLES[kind]} set withdrawn_at = now() where id = $1`, [id]);
      expect(await readEntities(running.url, partner, kind, [id])).toEqual([null]);
      const after = await readFeed(running.url, before.cursor);
      expect(after.changes).toEqual([{ id, type: recordTypeName(partner.code, kind), withdrawn: true, erased: false }]);
    });

    test.each(seededKinds)("an erased %s leaves its id alone, here and in the feed", async (kind) => {
      const id = idsOf(kind).at(-1) ?? "";
      const before = await readFeed(running.url);
      await running.sql("select segpol_erase_record($1)", [id]);
      expect(await readEntities(running.url, partner, kind, [id])).toEqual([null]);
      const after = await readFeed(running.url, before.cursor);
      expect(after.changes).toEqual([{ id, type: recordTypeName(partner.code, kind), withdrawn: true, erased: true }]);
      expect(await running.sql(`select from ${RECORD_TABLES[kind]} where id = $1`, [id])).toEqual([]);
    });

    test.each(kinds)("an unknown %s is null", async (kind) => {
      expect(await readEntities(running.url, partner, kind, ["nobody:event:nothing"])).toEqual([null]);
    });

    test("whatever an argument of its queries is given, it is answered or refused, and never a fault", async () => {
      const fields = Object.values(buildPartnerSchema(partner).schema.getQueryType()?.getFields() ?? {});
      // Representations are what clients make of records: `_entities` has tests of its own.
      const calls = fields
        .filter(({ name }) => name !== "_entities")
        .flatMap((field) => hostileCalls(field, { others: { id: allIds[0] }, ofEach: HOSTILE_VALUES_OF_EACH }));
      expect(calls.length).toBeGreaterThan(0);
      for (const { query, variables, what } of calls) {
        const { errors } = await ask(running.url, query, variables);
        const codes = errors.map(({ extensions }) => extensions["code"]);
        expect(codes, what).not.toContain("INTERNAL_SERVER_ERROR");
      }
    });

    test("a garbled cursor is refused", async () => {
      expect(await errorCode(running.url, '{ _changes(after: "garbled") { cursor } }')).toBe("BAD_CURSOR");
    });

    runDeskSuite(partner, () => running);

    test("it says that it is up and ready", async () => {
      for (const path of ["/health", "/ready"]) expect((await fetch(new URL(path, running.url))).status).toBe(200);
    });
  });
}
