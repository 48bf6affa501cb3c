import type { Kysely } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../src/catalogue/database/tables.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { readConfig } from "../../src/config/config.js";
import { createHarvesters, type Harvesters } from "../../src/harvest/harvesters.js";
import { useHubDatabases } from "../support/hub-database.js";
import { StubPartner, type StubRecord } from "../support/stub-partner.js";

const newDatabase = useHubDatabases();
let db: Kysely<HubDatabase>;
let cps: StubPartner;
let harvesters: Harvesters;
let logged: Record<string, unknown>[];

beforeEach(async () => {
  const databaseUrl = await newDatabase();
  db = createHubDatabase(databaseUrl);
  cps = new StubPartner("CPS");
  await cps.start();
  await syncPartners(db, [cps.definition]);
  logged = [];
  const { harvest } = readConfig({ DATABASE_URL: databaseUrl });
  harvesters = createHarvesters({
    databaseUrl,
    db,
    settings: { ...harvest, waitSeconds: 1, retryMinMs: 20, retryMaxMs: 100, timeoutMs: 2_000 },
    logger: pino(
      { level: "info" },
      { write: (line: string) => logged.push(JSON.parse(line) as (typeof logged)[number]) },
    ),
  });
});
afterEach(async () => {
  await harvesters.stop();
  await db.destroy();
  await cps.stop();
});

const start = () => harvesters.follow([projectPartner(cps.definition, ["CPS"])]);
const visibilities = async () => {
  const rows = await db.selectFrom("record").select(["id", "visibility"]).orderBy("id").execute();
  return rows.map(({ id, visibility }) => `${id.slice("cps:event:".length)} ${visibility}`);
};
const source = () => db.selectFrom("source").selectAll().where("partner", "=", "CPS").executeTakeFirstOrThrow();
const event = (more: Partial<StubRecord> = {}): StubRecord => ({ title: { original: "NL", NL: "Recherche" }, ...more });
const CABINET = { visibility: "CABINET" } as const;

describe("a record that its owner has hidden", () => {
  it.each(["title", "answer-with-title", "answer", "record"] as const)(
    "is hidden, though the owner fails over it (%s); others are not",
    async (broken) => {
      cps.put("cps:event:a", event());
      cps.put("cps:event:b", event());
      await start();
      await expect.poll(visibilities).toEqual(["a PUBLIC", "b PUBLIC"]);
      cps.put("cps:event:a", event({ ...CABINET, broken }));
      cps.put("cps:event:b", event({ title: { original: "NL", NL: "Twee" } }));
      await expect.poll(visibilities).toEqual(["a CABINET", "b PUBLIC"]);
    },
  );

  it("is hidden before a page is taken over whose records the owner fails, and stays as it is if it is not hidden", async () => {
    cps.put("cps:event:a", event());
    cps.put("cps:event:b", event());
    await start();
    await expect.poll(visibilities).toEqual(["a PUBLIC", "b PUBLIC"]);
    const { cursor } = await source();
    cps.put("cps:event:b", event({ broken: "title" }));
    cps.put("cps:event:a", event({ ...CABINET, broken: "title" }));
    await expect.poll(visibilities).toEqual(["a CABINET", "b PUBLIC"]);
    await expect.poll(async () => (await source()).cursor).not.toBe(cursor);
    expect(await visibilities()).toEqual(["a CABINET", "b PUBLIC"]);
  });

  it("is hidden though the feed fails before it names the record", async () => {
    cps.put("cps:event:a", event());
    cps.put("cps:event:b", event());
    await start();
    await expect.poll(visibilities).toEqual(["a PUBLIC", "b PUBLIC"]);
    cps.tamper = () => {
      throw new Error("a fault of its own");
    };
    cps.put("cps:event:a", event(CABINET));
    await expect.poll(visibilities).toEqual(["a CABINET", "b PUBLIC"]);
    cps.tamper = (page) => page;
    cps.put("cps:event:a", event());
    await expect.poll(visibilities).toEqual(["a PUBLIC", "b PUBLIC"]);
  });
});

describe("what is wrong with a record", () => {
  it("stands in the log, by field, with what was expected and how to mend it", async () => {
    cps.put("cps:event:a", event({ themes: ["NO_SUCH_THEME"] }));
    await start();
    await expect
      .poll(() => logged.find(({ msg }) => msg === "record not indexed"))
      .toMatchObject({
        partner: "CPS",
        record: "cps:event:a",
        code: "INVALID_FIELD",
        field: "themes.0",
        expected: expect.stringMatching(/^\{ code \} with one of TRUST/),
        got: '{"code":"NO_SUCH_THEME"}',
        mend: "Give the field a value that the contract allows there.",
      });
  });
});

describe("a feed that answers at once", () => {
  it("although it is asked to wait is told as the source's problem, until it waits", async () => {
    cps.put("cps:event:a", event());
    cps.ignoresWait = true;
    await start();
    await expect.poll(source).toMatchObject({
      problem:
        "CPS answers, but its change feed answers at once that nothing has changed, although it is asked to wait.",
    });
    cps.ignoresWait = false;
    await expect.poll(source, { timeout: 10_000 }).toMatchObject({ problem: null, caught_up: true });
  });
});
