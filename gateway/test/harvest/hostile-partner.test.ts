import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../src/catalogue/database/tables.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { type HarvestSettings, readConfig } from "../../src/config/config.js";
import { createHarvesters, type Harvesters } from "../../src/harvest/harvesters.js";
import { useHubDatabases } from "../support/hub-database.js";
import { StubPartner } from "../support/stub-partner.js";

const newDatabase = useHubDatabases();
let databaseUrl: string;
let db: Kysely<HubDatabase>;
let cps: StubPartner;
let cpl: StubPartner;
let harvesters: Harvesters | undefined;

beforeEach(async () => {
  databaseUrl = await newDatabase();
  db = createHubDatabase(databaseUrl);
  cps = new StubPartner("CPS");
  cpl = new StubPartner("CPL");
  await Promise.all([cps.start(), cpl.start()]);
  await syncPartners(db, [cps.definition, cpl.definition]);
});
afterEach(async () => {
  await harvesters?.stop();
  harvesters = undefined;
  await db.destroy();
  await Promise.all([cps.stop(), cpl.stop()]);
});

function harvest(settings: Partial<HarvestSettings> = {}): void {
  const { harvest: defaults } = readConfig({ DATABASE_URL: databaseUrl });
  harvesters = createHarvesters({
    databaseUrl,
    db,
    settings: {
      ...defaults,
      waitSeconds: 30,
      retryMinMs: 20,
      retryMaxMs: 200,
      timeoutMs: 1_000,
      probeMs: 50,
      probeTimeoutMs: 400,
      ...settings,
    },
    logger: pino({ level: "silent" }),
  });
  const partners = [cps.definition, cpl.definition];
  void harvesters.follow(partners.map((partner) => projectPartner(partner, ["CPS", "CPL"])));
}

const ids = async () => {
  const rows = await db.selectFrom("record").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
};
const source = () => db.selectFrom("source").selectAll().where("partner", "=", "CPS").executeTakeFirstOrThrow();
const aside = () => db.selectFrom("set_aside").select(["record", "code"]).orderBy("record").execute();
async function expectIds(...expected: string[]): Promise<void> {
  await expect.poll(ids).toEqual(expected);
}
const nl = (text: string) => ({ title: { original: "NL", NL: text } }) as const;
const feedQuestions = () => cps.received.filter(({ query }) => query.includes("_changes"));

describe("a partner that answers the harvest badly", () => {
  it.each([
    ["hang", /does not answer: no answer within/],
    ["status-500", /not usably: HTTP status 500/],
    ["html", /not usably: an answer that is not GraphQL's JSON/],
    ["bad-json", /not usably: an answer that is not GraphQL's JSON/],
    ["cut", /does not answer: no connection/],
    ["deep", /not usably: an answer of more values than the hub reads/],
    ["huge", /not usably: an answer of more than 16777216 bytes/],
  ] as const)("with %s has that noted, keeps nobody else, and goes on once it answers", async (mode, problem) => {
    cps.hugeMiB = 1_024;
    cps.put("cps:event:a", nl("First"));
    harvest();
    await expectIds("cps:event:a");
    cps.harvestMode = mode;
    cps.put("cps:event:b", nl("Second"));
    cpl.put("cpl:event:c", nl("Third"));
    await expectIds("cpl:event:c", "cps:event:a");
    await expect.poll(source).toMatchObject({ problem: expect.stringMatching(problem) as unknown });
    if (mode === "huge") {
      expect(cps.sentMiB).toBeGreaterThan(15);
      expect(cps.sentMiB).toBeLessThan(40);
    }
    cps.harvestMode = "ok";
    await expectIds("cpl:event:c", "cps:event:a", "cps:event:b");
    await expect.poll(source).toMatchObject({ problem: null, reachable: true, caught_up: true });
  });

  // The question's time is 30 seconds, and the test has less.
  it(
    "by hanging while it holds a question open is found out long before the question's time is over",
    { timeout: 20_000 },
    async () => {
      cps.put("cps:event:a", nl("First"));
      harvest();
      await expect.poll(source).toMatchObject({ caught_up: true });
      await expect.poll(() => feedQuestions().at(-1)).toMatchObject({ variables: { wait: 30 } });
      cps.harvestMode = "hang";
      const down = await vi.waitFor(async () => {
        const seen = await source();
        expect(seen).toMatchObject({ reachable: false });
        return seen;
      }, 20_000);
      expect(down.problem).toContain("CPS does not answer");
      cps.harvestMode = "ok";
      await expect.poll(source).toMatchObject({ reachable: true, problem: null });
    },
  );
});

describe("a feed that goes nowhere", () => {
  it.each([
    ["whose cursor does not move", (after: string | null) => after ?? "first/0", /cursor does not move/],
    [
      "whose cursors go round in circles",
      (after: string | null) => (after === "first/1" ? "first/2" : "first/1"),
      /go round in circles/,
    ],
  ])("%s is told as its problem, and asked ever less often", async (_what, next, problem) => {
    for (const name of ["a", "b", "c", "d", "e", "f"]) cps.put(`cps:event:${name}`, nl(name));
    cps.tamper = (page, after) => ({ ...page, hasMore: true, cursor: next(after) });
    cpl.put("cpl:event:z", nl("Other"));
    harvest({ pageSize: 2, retryMinMs: 200, retryMaxMs: 800 });
    await expect.poll(source).toMatchObject({ problem: expect.stringMatching(problem) as unknown, reachable: true });
    await expect.poll(ids).toContain("cpl:event:z");
    const before = feedQuestions().length;
    await sleep(1_000);
    expect(feedQuestions().length - before).toBeLessThan(40);
    cps.tamper = (page) => page;
    await expect.poll(ids).toHaveLength(7);
    await expect.poll(source).toMatchObject({ problem: null });
  });

  it("that names the same changes again and again is told as its problem", async () => {
    cps.put("cps:event:a", nl("First"));
    let position = 0;
    cps.tamper = (page) => {
      position += 1;
      const changes = [{ id: "cps:event:a", type: "CpsEvent", withdrawn: false, erased: false }];
      return { ...page, changes, hasMore: true, cursor: `${page.epoch}/${1_000_000 + position}` };
    };
    harvest();
    await expect.poll(async () => (await source()).problem).toContain("the same changes again and again");
    expect(await ids()).toEqual(["cps:event:a"]);
  });

  it("that tells of changes that are none does not keep the hub busy", async () => {
    cps.put("cps:event:a", nl("First"));
    let position = 0;
    cps.tamper = (page) => {
      position += 1;
      // Before the one change that there is, so that it is told at once.
      return { ...page, cursor: `${page.epoch}/${position / 1_000_000}` };
    };
    harvest();
    await expect.poll(() => feedQuestions().length).toBeGreaterThan(6);
    const before = feedQuestions().length;
    await sleep(1_000);
    expect(feedQuestions().length - before).toBeLessThan(15);
    expect((await source()).problem).toBeNull();
  });

  it("that goes on without end with the withdrawal of what never was is read slower", async () => {
    cps.put("cps:event:a", nl("First"));
    let position = 0;
    cps.tamper = (page) => {
      position += 1;
      const changes = [{ id: `cps:event:gone-${position}`, type: "CpsEvent", withdrawn: true, erased: false }];
      return { ...page, changes, hasMore: true, cursor: `${page.epoch}/${1_000_000 + position}` };
    };
    harvest({ retryMinMs: 500, retryMaxMs: 500 });
    await expect.poll(() => feedQuestions().length, { timeout: 20_000 }).toBeGreaterThan(101);
    const before = feedQuestions().length;
    await sleep(1_000);
    expect(feedQuestions().length - before).toBeLessThan(6);
  });

  it.each([
    ["longer than the hub keeps", "x".repeat(2_001)],
    ["with characters that no database keeps", "first\u0000"],
  ])("whose cursor is %s is told as its problem", async (_what, cursor) => {
    cps.put("cps:event:a", nl("First"));
    cps.tamper = (page) => ({ ...page, cursor });
    harvest();
    await expect.poll(source).toMatchObject({ problem: expect.stringContaining("lacks epoch, cursor") });
  });

  it("of a clock that is fast claims nothing of the future", async () => {
    cps.put("cps:event:a", nl("First"));
    cps.tamper = (page) => ({ ...page, asOf: "2999-01-01T00:00:00.000Z" });
    harvest();
    const { as_of: asOf } = await vi.waitFor(async () => {
      const seen = await source();
      expect(seen).toMatchObject({ as_of: expect.anything() });
      return seen;
    }, 20_000);
    expect(asOf?.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe("a record that harms", () => {
  it("its partner whenever it is asked is found, quarantined, and read once it no longer does", async () => {
    for (const name of ["a", "b", "d", "e"]) cps.put(`cps:event:${name}`, nl(name));
    cps.put("cps:event:c", { ...nl("c"), broken: "answer" });
    harvest({ waitSeconds: 1 });
    await expectIds("cps:event:a", "cps:event:b", "cps:event:d", "cps:event:e");
    expect(await aside()).toEqual([{ record: "cps:event:c", code: "UNREADABLE" }]);
    cps.mend("cps:event:c", nl("c"));
    cps.put("cps:event:f", nl("f"));
    await expect.poll(ids).toHaveLength(6);
    expect(await aside()).toEqual([]);
  });

  it("by what the contract does not allow is asked again, though the feed does not name it", async () => {
    cps.put("cps:event:a", { ...nl("First"), themes: ["NO_SUCH_THEME"] });
    cps.put("cps:event:b", nl("Second"));
    harvest({ waitSeconds: 1 });
    await expectIds("cps:event:b");
    expect(await aside()).toEqual([{ record: "cps:event:a", code: "INVALID_FIELD" }]);
    cps.mend("cps:event:a", nl("First"));
    await expectIds("cps:event:a", "cps:event:b");
    expect(await aside()).toEqual([]);
  });

  it("by its size is quarantined, and pages too large to hold at once are read in smaller ones", async () => {
    // The partner gives a text twice: as it is asked, and among all texts of its record.
    const large = (bytes: number) => [{ original: "NL", NL: "x".repeat(bytes) }] as const;
    cps.put("cps:event:a-large", { ...nl("Large"), topics: large(20_000) });
    const names = Array.from({ length: 12 }, (_, index) => `cps:event:e${index + 10}`);
    for (const name of names) cps.put(name, { ...nl(name), topics: large(7_000) });
    harvest({ maxResponseBytes: 2 ** 16 });
    await expectIds(...names);
    expect(await aside()).toEqual([{ record: "cps:event:a-large", code: "UNREADABLE" }]);
    const sizes = feedQuestions().map(({ variables }) => variables["first"]);
    expect(sizes).toContain(25);
  });
});
