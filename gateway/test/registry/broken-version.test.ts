import type { Kysely } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import { rollback } from "../../src/cli/commands/rollback.js";
import { catalogueUrl } from "../../src/composition/compose.js";
import { openRegistry } from "../../src/registry/open-registry.js";
import { migrateRegistry, type RegistryDatabase } from "../../src/registry/store/registry-database.js";
import { beginLoad, newestLoaded } from "../../src/registry/store/loads.js";
import { commitVersion, currentNumber, readVersion } from "../../src/registry/store/registry-store.js";
import { ADMIN_ENV, adminOf } from "../admin/admin-client.js";
import { useHubDatabases } from "../support/hub-database.js";
import { startHub, type TestHub } from "../support/hub-harness.js";
import { prepareOnce } from "../support/prepared-graphs.js";
import { StubPartner } from "../support/stub-partner.js";

const newDatabase = useHubDatabases();
/** Deeper than any stack. */
const DEEP = `${"[".repeat(9_000)}1${"]".repeat(9_000)}`;
let databaseUrl: string;
let db: Kysely<RegistryDatabase>;
let cps: StubPartner;
let hubs: TestHub[];

beforeEach(async () => {
  hubs = [];
  cps = new StubPartner("CPS");
  await cps.start();
  databaseUrl = await newDatabase();
  db = createHubDatabase(databaseUrl).withTables<RegistryDatabase>();
});

afterEach(async () => {
  await Promise.all(hubs.map((hub) => hub.stop()));
  await db.destroy();
  await cps.stop();
});

async function start(env: Record<string, string> = {}): Promise<TestHub> {
  const hub = await startHub(databaseUrl, [cps], { ...ADMIN_ENV, ...env });
  hubs.push(hub);
  return hub;
}

/** The same graph once more. */
async function commitCopy(version: number): Promise<void> {
  await commit(version, (supergraphSdl) => supergraphSdl);
}

/** As a hub of an earlier release made it, which took what this one refuses. */
async function commitBroken(version: number): Promise<void> {
  await commit(
    version,
    (supergraphSdl) => `${supergraphSdl}
    scalar CpsDeep @join__type(graph: CPS)
    input CpsDeeper @join__type(graph: CPS) { deep: CpsDeep = ${DEEP} }`,
  );
}

async function commit(version: number, made: (supergraphSdl: string) => string): Promise<void> {
  const before = await readVersion(db, version - 1);
  if (!before) throw new Error("Expected a version before.");
  const { partners, catalogueSdl } = before;
  const projections = before.projections.map((projection) => ({ ...projection, warnings: [] }));
  const supergraphSdl = made(before.supergraphSdl.replaceAll(catalogueUrl(before.number), catalogueUrl(version)));
  await commitVersion(db, {
    composed: { version, supergraphSdl, catalogueSdl, projections, hints: [] },
    partners,
    note: { action: "PUBLISH", partner: "CPS", who: "a tester", why: null, forced: false },
    changes: [],
    contractDigest: before.contractDigest,
  });
}

async function readyOf(hub: TestHub): Promise<unknown> {
  return await (await fetch(`${hub.url}/ready`)).json();
}

it("a hub starts on the newest version that loads, says so, and a rollback puts it right", async () => {
  await (await start()).stop();
  await commitBroken(2);
  await commitBroken(3);

  const hub = await start();
  expect(hub.version.number).toBe(1);
  expect((await hub.ask("{ themes { code } }")).data.themes.length).toBeGreaterThan(0);
  expect(await readyOf(hub)).toEqual({
    status: "ready",
    graph: { inService: 1, doesNotLoad: 3, mend: expect.stringContaining("npm run hub -- rollback 1") as string },
  });
  expect(hub.logs).toContainEqual(
    expect.objectContaining({ version: 3, msg: expect.stringContaining("does not load") }),
  );
  expect(hub.logs).toContainEqual(
    expect.objectContaining({ version: 2, msg: expect.stringContaining("does not load") }),
  );

  expect(await adminOf(hub).rollback(3)).toMatchObject({ accepted: false, findings: [{ code: "VERSION_UNKNOWN" }] });
  expect(await adminOf(hub).rollback(1)).toMatchObject({ accepted: true, version: 4 });
  expect(await readyOf(hub)).toEqual({ status: "ready" });
});

it("a version whose last load did not end is tried in a process of its own first, and one that does not end there is not loaded", async () => {
  await (await start()).stop();
  await commitCopy(2);
  // As a process leaves it that ended while it loaded the version, or was ended.
  await beginLoad(db, 2);
  const late = await start({ SEGPOL_COMPOSITION_TIMEOUT_MS: "1" });
  expect(late.version.number).toBe(1);
  expect(await readyOf(late)).toMatchObject({ graph: { inService: 1, doesNotLoad: 2 } });
  await late.stop();

  const inTime = await start();
  expect(inTime.version.number).toBe(2);
  await inTime.stop();
  expect(await newestLoaded(db)).toBe(2);
  expect((await start({ SEGPOL_COMPOSITION_TIMEOUT_MS: "1" })).version.number).toBe(2);
});

it("packages that take longer to compose than they may keep no hub from starting on what it has", async () => {
  await (await start()).stop();
  const changed = { ...cps.definition, website: "https://example.org/" };
  const hub = await startHub(databaseUrl, [{ definition: changed }], {
    ...ADMIN_ENV,
    SEGPOL_COMPOSITION_TIMEOUT_MS: "1",
  });
  hubs.push(hub);
  expect(hub.version.number).toBe(1);
  expect(hub.logs).toContainEqual(
    expect.objectContaining({ findings: [expect.objectContaining({ code: "COMPOSITION_TOO_LARGE" })] }),
  );
});

it("a hub that runs keeps what it serves when another makes a version that does not load, and follows the next", async () => {
  const hub = await start();
  await commitBroken(2);
  await expect.poll(() => readyOf(hub)).toMatchObject({ graph: { inService: 1, doesNotLoad: 2 } });
  expect((await hub.ask("{ themes { code } }")).status).toBe(200);
  expect(await rollbackHere(1)).toEqual([0, "As version 1 again: version 3. No hub runs: it serves when one starts."]);
  await expect.poll(() => readyOf(hub)).toEqual({ status: "ready" });
  expect(hub.logs).toContainEqual(expect.objectContaining({ version: 3, msg: "version followed" }));
});

it("a rollback needs no hub", async () => {
  await migrateRegistry(db);
  await openRegistry({
    db,
    discover: () => Promise.resolve([cps.definition]),
    prepare: prepareOnce,
    logger: pino({ level: "silent" }),
  });
  await commitBroken(2);
  // A hub tried to start with it.
  await beginLoad(db, 2);
  expect(await rollbackHere(1)).toEqual([0, "As version 1 again: version 3. No hub runs: it serves when one starts."]);
  expect(await rollbackHere(7)).toEqual([1, expect.stringContaining("version 3")]);
  // More than the numbers of versions, and GraphQL's, can be.
  await expect(rollbackHere(2 ** 31)).rejects.toThrow(/^Expected a whole number from 1 to 2147483647 /);
  const [first, third] = await Promise.all([readVersion(db, 1), readVersion(db, 3)]);
  expect(third).toMatchObject({ partners: first?.partners, projections: first?.projections });
  expect(await currentNumber(db)).toBe(3);
});

/** The command's exit code and its last line. */
async function rollbackHere(version: number): Promise<[code: number, line: string | undefined]> {
  const lines: string[] = [];
  const env = { DATABASE_URL: databaseUrl, SEGPOL_HUB_URL: "http://127.0.0.1:9", SEGPOL_WHO: "a tester" };
  const code = await rollback.run([String(version)], { env, rootDir: "/", print: (line) => void lines.push(line) });
  return [code, lines.at(-1)];
}
