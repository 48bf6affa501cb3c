import { GraphQLError } from "graphql";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { StubPartner } from "../support/stub-partner.js";
import { cps, db, expectTitles, harvest, nl, running, source, titles, useHarvest } from "./support/harvest.js";

useHarvest();

describe("the harvest", () => {
  it("goes on after its cursor when the partner's feed fails, and begins anew only when it refuses the cursor", async () => {
    cps.put("cps:event:a", nl("Een"));
    harvest();
    await expectTitles({ "cps:event:a": "Een" });
    const asked = () =>
      cps.received.filter(({ query }) => query.includes("_changes")).map(({ variables }) => variables["after"]);
    const before = asked().length;
    cps.tamper = () => {
      throw new Error("a fault of its own");
    };
    cps.put("cps:event:b", nl("Twee"));
    await expect.poll(() => asked().length).toBeGreaterThanOrEqual(before + 4);
    expect(asked().slice(before)).not.toContain(null);
    let refused = 0;
    cps.tamper = (page, after) => {
      if (after === null || refused > 0) return page;
      refused += 1;
      throw new GraphQLError("Expected a cursor.", { extensions: { code: "BAD_CURSOR" } });
    };
    cps.forget("cps:event:a");
    await expectTitles({ "cps:event:b": "Twee" });
    expect(asked().slice(before)).toContain(null);
  });

  it("loses nothing when a cursor is refused once, and what is read anew then cannot be read", async () => {
    cps.put("cps:event:a", nl("Een"));
    cps.put("cps:event:b", nl("Twee"));
    harvest({ waitSeconds: 1 });
    await expectTitles({ "cps:event:a": "Een", "cps:event:b": "Twee" });
    let refused = 0;
    cps.tamper = (page, after) => {
      if (after === null) cps.harvestMode = "status-500";
      if (after === null || refused > 0) return page;
      refused += 1;
      throw new GraphQLError("Expected a cursor.", { extensions: { code: "FOREIGN_CURSOR" } });
    };
    const reads = () => cps.received.filter(({ query }) => query.includes("_entities")).length;
    const before = reads();
    await expect.poll(reads).toBeGreaterThan(before);
    cps.put("cps:event:c", nl("Drie"));
    cps.tamper = (page) => page;
    cps.harvestMode = "ok";
    await expectTitles({ "cps:event:a": "Een", "cps:event:b": "Twee", "cps:event:c": "Drie" });
  });

  it("brings a partner's records into the index, page by page and batch by batch", async () => {
    const expected: Record<string, string> = {};
    for (let index = 10; index < 35; index += 1) {
      cps.put(`cps:event:e${index}`, nl(`Event ${index}`));
      expected[`cps:event:e${index}`] = `Event ${index}`;
    }
    harvest({ pageSize: 7, batchSize: 3 });
    await expectTitles(expected);
    const feeds = cps.received.filter(({ query }) => query.includes("_changes"));
    expect(feeds.length).toBeGreaterThanOrEqual(4);
    expect(feeds[0]?.variables).toMatchObject({ after: null, first: 7, wait: 0 });
    const sizes = cps.received.flatMap(({ variables }) =>
      Array.isArray(variables["representations"]) ? [variables["representations"].length] : [],
    );
    expect(Math.max(...sizes)).toBe(3);
  });

  it("asks for no language, for texts and links, and says who asks for what in no header", async () => {
    cps.put("cps:event:a", nl("Recherche"));
    harvest();
    await expectTitles({ "cps:event:a": "Recherche" });
    const asked = cps.received.find(({ query }) => query.includes("_entities"));
    expect(asked?.query).toMatch(/_links \{ rel id \}/);
    expect(asked?.query).toMatch(/_texts \{ field language text original \}/);
    expect(asked?.query).not.toContain("lang:");
    expect(asked?.headers["accept-language"]).toBeUndefined();
  });

  it("brings updates and withdrawals at once, while it waits for changes", async () => {
    cps.put("cps:event:a", nl("First"));
    cps.put("cps:event:b", nl("Second"));
    harvest({ waitSeconds: 30 });
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    await expect.poll(() => cps.received.at(-1)).toMatchObject({ variables: { wait: 30 } });
    cps.put("cps:event:a", nl("Changed"));
    await expectTitles({ "cps:event:a": "Changed", "cps:event:b": "Second" });
    cps.withdraw("cps:event:b");
    await expectTitles({ "cps:event:a": "Changed" });
  });

  it("goes on after a restart where it was", async () => {
    cps.put("cps:event:a", nl("First"));
    const first = harvest();
    await expectTitles({ "cps:event:a": "First" });
    await first.stop();
    cps.received.length = 0;
    cps.put("cps:event:b", nl("Second"));
    harvest();
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    const read = cps.received.flatMap(
      ({ variables }) => (variables["representations"] as { id: string }[] | undefined) ?? [],
    );
    expect(read.map(({ id }) => id)).toEqual(["cps:event:b"]);
  });

  it("reads every record anew after a restart at which the partner's SDL has more fields, or others", async () => {
    const before = { ...cps.definition, sdl: cps.sdl.replace("topics(lang: Language): [String!]", "") };
    const topics = async () => {
      const { content } = await db.selectFrom("record").select("content").executeTakeFirstOrThrow();
      return content["topics"];
    };
    cps.put("cps:event:a", { ...nl("First"), topics: [{ original: "NL", NL: "Recherche" }] });
    const first = harvest({}, before);
    await expectTitles({ "cps:event:a": "First" });
    expect(await topics()).toBeNull();
    await first.stop();
    harvest();
    await expect.poll(topics).toEqual(["Recherche"]);
  });

  // Waiting to the end would take longer than the test has.
  it("stops without waiting to the end for changes", { timeout: 20_000 }, async () => {
    harvest({ waitSeconds: 30 });
    await expect.poll(() => cps.received.at(-1)).toMatchObject({ variables: { wait: 30 } });
    const begun = performance.now();
    await running[0]?.stop();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it("goes by the last of what a page says of a record that it names twice", async () => {
    cps.tamper = (page) => ({
      ...page,
      changes: page.changes.flatMap((change) => [{ ...change, withdrawn: !change.withdrawn }, change]),
    });
    cps.put("cps:event:a", nl("Een"));
    cps.put("cps:event:b", nl("Twee"));
    cps.withdraw("cps:event:b");
    harvest();
    await expect.poll(source).toMatchObject({ caught_up: true, cursor: expect.anything() });
    expect(await titles()).toEqual({ "cps:event:a": "Een" });
  });

  it("of two processes one harvests a partner, and the other takes over", async () => {
    cps.put("cps:event:a", nl("First"));
    const first = harvest();
    await expectTitles({ "cps:event:a": "First" });
    const received = cps.received.length;
    harvest();
    cps.put("cps:event:b", nl("Second"));
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    const read = cps.received.slice(received).filter(({ query }) => query.includes("_entities"));
    expect(read).toHaveLength(1);
    await first.stop();
    cps.put("cps:event:c", nl("Third"));
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second", "cps:event:c": "Third" });
  });
});

describe("the visibility of withdrawn records", () => {
  const then = async () =>
    (await db.selectFrom("record_version").select("latest_visibility").execute()).map((row) => row.latest_visibility);

  it("is asked where the partner's SDL has it, and from the beginning when that begins to", async () => {
    const telling = new StubPartner("CPS", { tellsVisibility: true });
    telling.tamper = (page) => ({
      ...page,
      changes: page.changes.map((change) => (change.withdrawn ? { ...change, visibility: "CABINET" } : change)),
    });
    await telling.start();
    try {
      for (const partner of [cps, telling]) partner.put("cps:event:a", nl("Een"));
      const harvesters = harvest();
      await expectTitles({ "cps:event:a": "Een" });
      for (const partner of [cps, telling]) partner.withdraw("cps:event:a");
      await expectTitles({});
      expect(await then()).toEqual(["PUBLIC"]);
      await harvesters.follow([projectPartner(telling.definition, ["CPS"])]);
      await expect.poll(then).toEqual(["CABINET"]);
      expect(await titles()).toEqual({});
    } finally {
      await Promise.all(running.splice(0).map((each) => each.stop()));
      await telling.stop();
    }
  });
});

describe("a harvest whose database connection breaks", () => {
  it("goes on with a new one", async () => {
    cps.put("cps:event:a", nl("First"));
    harvest();
    await expectTitles({ "cps:event:a": "First" });
    const { rows } = await sql<{ ended: boolean }>`
      select pg_terminate_backend(pid) as ended from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`.execute(
      db,
    );
    expect(rows).toEqual([{ ended: true }]);
    cps.put("cps:event:b", nl("Second"));
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    const locks = () =>
      sql`select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`.execute(
        db,
      );
    await expect.poll(locks).toMatchObject({ rows: [{}] });
  });
});

describe("a page that could not be written", () => {
  it("is asked for again, which is not taken for a feed that goes round in circles", async () => {
    const expected: Record<string, string> = {};
    for (let index = 1; index <= 6; index += 1) {
      cps.put(`cps:event:e${index}`, nl(`Event ${index}`));
      expected[`cps:event:e${index}`] = `Event ${index}`;
    }
    await sql`create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'The disk is full.' using errcode = '53100'; end $$`.execute(db);
    await sql`create trigger refuse before insert on record for each statement execute function refuse()`.execute(db);
    harvest({ pageSize: 2 });
    const questions = () => cps.received.filter(({ query }) => query.includes("_changes")).length;
    await expect.poll(questions).toBeGreaterThanOrEqual(3);
    await sql`drop trigger refuse on record`.execute(db);
    await expectTitles(expected);
  });
});

describe("another copy of a partner's data", () => {
  it("is read from the beginning, and what it no longer has goes, without a moment of emptiness", async () => {
    cps.put("cps:event:a", nl("First"));
    cps.put("cps:event:b", nl("Second"));
    harvest();
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    const seen: number[] = [];
    cps.forget("cps:event:b");
    cps.put("cps:event:c", nl("Third"));
    cps.epoch = "second";
    await expect
      .poll(async () => {
        const now = await titles();
        seen.push(Object.keys(now).length);
        return now;
      })
      .toEqual({ "cps:event:a": "First", "cps:event:c": "Third" });
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(2);
    expect((await source()).epoch).toBe("second");
  });

  it("keeps a record that it names and that cannot be read just now", async () => {
    cps.put("cps:event:a", nl("First"));
    cps.put("cps:event:b", nl("Second"));
    harvest();
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    cps.put("cps:event:b", { ...nl("Second"), broken: "record" });
    cps.epoch = "second";
    await expect.poll(source).toMatchObject({ epoch: "second", caught_up: true });
    expect(await titles()).toEqual({ "cps:event:a": "First", "cps:event:b": "Second" });
  });
});
