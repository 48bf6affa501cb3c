import type { Kysely } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import { openRegistry } from "../../src/registry/open-registry.js";
import { migrateRegistry, type RegistryDatabase } from "../../src/registry/store/registry-database.js";
import { commitVersion, readHistory, type RegistryVersion } from "../../src/registry/store/registry-store.js";
import type { PartnerDefinition } from "../../src/base/partner-definition.js";
import { useHubDatabases } from "../support/hub-database.js";
import { prepareOnce } from "../support/prepared-graphs.js";

const newDatabase = useHubDatabases();
const [cps, cpl] = [createStubDefinition("CPS"), createStubDefinition("CPL")];
let db: Kysely<RegistryDatabase>;
let errors: string[];

beforeEach(async () => {
  errors = [];
  db = createHubDatabase(await newDatabase()).withTables<RegistryDatabase>();
  await migrateRegistry(db);
});

afterEach(async () => {
  await db.destroy();
});

const start = (...packages: readonly PartnerDefinition[]): Promise<RegistryVersion> =>
  openRegistry({
    db,
    discover: () => Promise.resolve(packages),
    prepare: prepareOnce,
    logger: pino({ level: "error" }, { write: (line) => void errors.push(line) }),
  });

const withField = (partner: PartnerDefinition, prefix: string): PartnerDefinition => ({
  ...partner,
  sdl: partner.sdl.replace(`type ${prefix}Unit {`, `type ${prefix}Unit {\n  added: String`),
});
const broken = (partner: PartnerDefinition): PartnerDefinition => ({
  ...partner,
  sdl: `${partner.sdl} type Secret { a: ID }`,
});

it("the first start takes the packages, and the next one what the registry has", async () => {
  const first = await start(cps, cpl);
  expect(first).toMatchObject({ number: 1, partners: [{ code: "CPS" }, { code: "CPL" }] });
  expect(await start(cps, cpl)).toEqual(first);
  expect(await start()).toEqual(first);
});

it("what cannot be composed at the first start is said, and nothing is written", async () => {
  await expect(start(cps, broken(cpl))).rejects.toThrow(/CPL: TYPE_OUTSIDE_PREFIX/);
  expect(await readHistory(db, { first: 9 })).toEqual([]);
});

it("a package that changed is published, with what changed for clients", async () => {
  await start(cps, cpl);
  const { number, supergraphSdl } = await start(withField(cps, "Cps"), cpl);
  expect(number).toBe(2);
  expect(supergraphSdl).toContain("added: String");
  const [latest] = await readHistory(db, { first: 1 });
  expect(latest).toMatchObject({
    action: "START",
    partner: "CPS",
    changes: [{ place: "CpsUnit.added", level: "SAFE" }],
  });
});

it("of several packages that changed, what composes is published and the rest is said loudly", async () => {
  await start(cps, cpl);
  const version = await start(withField(cps, "Cps"), broken(cpl));
  expect(version.number).toBe(2);
  expect(version.supergraphSdl).toContain("added: String");
  expect(version.partners.find(({ code }) => code === "CPL")?.sdl).toBe(cpl.sdl);
  expect(errors.join()).toContain("TYPE_OUTSIDE_PREFIX");
});

it("a package that moved is asked at its new address, and one that is new joins", async () => {
  await start(cps);
  const moved = { ...cps, url: "http://127.0.0.1:4999/graphql" };
  expect(await start(moved, cpl)).toMatchObject({ number: 2, partners: [{ url: moved.url }, { code: "CPL" }] });
});

it("a partner that left stays out, and packages that cannot be read change nothing", async () => {
  const { partners, number } = await start(cps, cpl);
  const { composed, changes } = await prepareOnce({
    partners: partners.slice(0, 1),
    version: number + 1,
    current: null,
    operations: [],
  });
  const note = { action: "LEAVE", partner: "CPL", who: "a tester", why: null, forced: false } as const;
  await commitVersion(db, { composed, partners: partners.slice(0, 1), note, changes, contractDigest: "another" });
  // Composed by a hub with another contract: composed anew, with those who are in.
  expect(await start(cps, cpl)).toMatchObject({ number: 3, partners: [{ code: "CPS" }] });
  const unread = await openRegistry({
    db,
    discover: () => Promise.reject(new Error("no folder")),
    prepare: prepareOnce,
    logger: pino({ level: "error" }, { write: (line) => void errors.push(line) }),
  });
  expect(unread.number).toBe(3);
  expect(errors.join()).toContain("no folder");
});

it("two hubs that start at the same time make one version", async () => {
  const [one, other] = await Promise.all([start(cps), start(cps)]);
  expect([one.number, other.number]).toEqual([1, 1]);
});

it("nothing in the registry can be changed or deleted", async () => {
  await start(cps);
  await expect(db.updateTable("registry_version").set({ who: "somebody else" }).execute()).rejects.toThrow(
    /only additions/,
  );
  await expect(db.deleteFrom("registry_member").execute()).rejects.toThrow(/only additions/);
});
