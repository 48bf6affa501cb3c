import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../src/testing/ask.js";
import { errorCode, readEntities, readFeed } from "../src/testing/harvest.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { LESS_THAN_THE_WAIT, type Page, readPage } from "./support/feed.js";
import { samplePartner } from "./support/sample-partner.js";

const partner = samplePartner();
const EVENT = "sample:event:study-day";
const PUBLICATION = "sample:publication:report";
const RECOMMENDATION = "sample:recommendation:r1";
const INDICATOR = "sample:indicator:trust";
let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

async function page(variables: Record<string, unknown> = {}): Promise<Page> {
  return readPage(running.url, variables);
}

async function changedSince(cursor: string): Promise<string[]> {
  return (await readFeed(running.url, cursor)).changes.map(({ id }) => id);
}

async function versionOf(table: string, id: string): Promise<number | undefined> {
  return (await running.sql<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]?.version;
}

/** A second writer, with transactions of its own. */
async function withWriter(work: (writer: pg.Client) => Promise<void>): Promise<void> {
  const writer = new pg.Client({ connectionString: running.databaseUrl });
  await writer.connect();
  try {
    await work(writer);
  } finally {
    await writer.end();
  }
}

describe("the change feed", () => {
  test("gives each record once, at the place of its latest change", async () => {
    const { cursor } = await page();
    for (const url of ["https://a.example", "https://b.example"]) await running.sql("update event set url = $1", [url]);
    await running.sql("update publication set url = 'https://a.example'");
    await running.sql("update event set url = 'https://c.example'");
    expect(await changedSince(cursor)).toEqual([PUBLICATION, EVENT]);
  });

  test("says no later instant than everything up to it is known", async () => {
    const before = await page();
    await withWriter(async (slow) => {
      await slow.query("begin");
      await slow.query("update event set url = 'https://held.example'");
      await running.sql("update publication set url = 'https://done.example'");
      const meanwhile = await page({ after: before.cursor });
      expect(meanwhile.asOf).toBe(before.asOf);
      await slow.query("commit");
    });
    const part = await page({ after: before.cursor, first: 1 });
    expect(part).toMatchObject({ hasMore: true, asOf: before.asOf });
    const rest = await page({ after: part.cursor });
    expect(Date.parse(rest.asOf)).toBeGreaterThan(Date.parse(before.asOf));
    expect(Date.parse(rest.asOf)).toBeLessThanOrEqual(Date.now());
  });

  test("sees changes of rows that belong to a record, by whoever makes them", async () => {
    const writes: [string, string][] = [
      [RECOMMENDATION, "update measure set weight = 3 where ref = 'R1.2'"],
      [
        RECOMMENDATION,
        "insert into response (recommendation_id, body, value) values ('sample:recommendation:r1', 'Zone', 'NO_RESPONSE')",
      ],
      [RECOMMENDATION, "delete from response where body = 'Zone'"],
      [
        RECOMMENDATION,
        "insert into follow_up (id, recommendation_id, actor, action, date, status) select 'another', recommendation_id, actor, action, date, status from follow_up limit 1",
      ],
      [
        RECOMMENDATION,
        "insert into assessment (id, recommendation_id, assessor, status, date) select 'another', recommendation_id, assessor, status, date from assessment limit 1",
      ],
      [INDICATOR, "update observation set sample_size = 10"],
      [EVENT, "insert into chair (event_id, number) values ('sample:event:study-day', 1)"],
      [EVENT, "delete from chair"],
    ];
    for (const [id, sql] of writes) {
      const table = id === RECOMMENDATION ? "recommendation" : id === INDICATOR ? "legitimacy_indicator" : "event";
      const { cursor } = await page();
      const version = (await versionOf(table, id)) ?? 0;
      await running.sql(sql);
      expect(await changedSince(cursor), sql).toEqual([id]);
      expect(await versionOf(table, id), sql).toBe(version + 1);
    }
  });

  test("does not see an update that changes nothing", async () => {
    const { cursor } = await page();
    await running.sql("update event set kind = kind");
    expect(await changedSince(cursor)).toEqual([]);
  });

  test("does not see what was rolled back", async () => {
    const { cursor } = await page();
    await withWriter(async (writer) => {
      await writer.query("begin");
      await writer.query("update event set url = 'https://never.example'");
      await writer.query("rollback");
    });
    expect(await changedSince(cursor)).toEqual([]);
  });

  test("shows a record again when its withdrawal is taken back", async () => {
    const { cursor } = await page();
    await running.sql("update publication set withdrawn_at = now()");
    expect((await page({ after: cursor })).changes).toEqual([{ id: PUBLICATION, withdrawn: true }]);
    expect(await readEntities(running.url, partner, "Publication", [PUBLICATION])).toEqual([null]);
    await running.sql("update publication set withdrawn_at = null");
    expect((await page({ after: cursor })).changes).toEqual([{ id: PUBLICATION, withdrawn: false }]);
    expect((await readEntities(running.url, partner, "Publication", [PUBLICATION]))[0]?.id).toBe(PUBLICATION);
  });
});

describe("a version", () => {
  test("counts up once for each transaction, and not by the writer's own number", async () => {
    const before = (await versionOf("event", EVENT)) ?? 0;
    await withWriter(async (writer) => {
      await writer.query("begin");
      await writer.query("update event set url = 'https://one.example', version = 1000");
      await writer.query("insert into chair (event_id, number) values ($1, 1), ($1, 2)", [EVENT]);
      await writer.query("update event set url = 'https://two.example'");
      await writer.query("commit");
    });
    expect(await versionOf("event", EVENT)).toBe(before + 1);
  });

  test("comes with the time of the change", async () => {
    const timeOf = async () =>
      (await running.sql<{ updated_at: Date }>("select updated_at from event"))[0]?.updated_at.getTime() ?? 0;
    const before = await timeOf();
    await running.sql("update event set url = 'https://time.example', updated_at = '2000-01-01'");
    expect(await timeOf()).toBeGreaterThan(before);
  });
});

describe("what would pass the feed by is refused", () => {
  test.each(["event", "measure", "chair"])("truncating %s", async (table) => {
    await expect(running.sql(`truncate ${table} cascade`)).rejects.toThrow("delete its rows instead");
  });

  test("another id for a record", async () => {
    await expect(running.sql("update event set id = 'sample:event:other'")).rejects.toThrow("A record keeps its id");
  });
});

describe("waiting for a change", { timeout: LESS_THAN_THE_WAIT }, () => {
  test("ends as soon as there is one", async () => {
    const { cursor } = await page();
    running.statements.length = 0;
    const waiting = page({ after: cursor, wait: 30 });
    await expect.poll(async () => waitersSeen()).toBeGreaterThan(0);
    await running.sql("update event set url = 'https://awaited.example'");
    expect((await waiting).changes.map(({ id }) => id)).toEqual([EVENT]);
  });

  test("ends with an empty page when the time is over", async () => {
    const { cursor } = await page();
    const began = performance.now();
    const empty = await page({ after: cursor, wait: 1 });
    expect(performance.now() - began).toBeGreaterThanOrEqual(950);
    expect(empty).toMatchObject({ changes: [], hasMore: false });
  });

  test("does not hold back what is there already", async () => {
    expect((await page({ wait: 30 })).changes).not.toEqual([]);
  });

  /** Statements of the feed that were sent since the last page was asked. */
  function waitersSeen(): number {
    return running.statements.filter((sql) => sql.includes("record_change")).length;
  }
});

/** A cursor that no feed has given, with these numbers in it. */
function madeUp(numbers: Readonly<Record<string, string>>): string {
  const place = { e: "00000000-0000-4000-8000-000000000000", x: "1", s: "1", t: 1, r: "1", l: 0, ...numbers };
  return `${Buffer.from(JSON.stringify(place)).toString("base64url")}.AAAA`;
}

describe("what the feed refuses", () => {
  test.each([
    ["first: 0", "BAD_USER_INPUT"],
    ["first: -1", "BAD_USER_INPUT"],
    ["first: 501", "BAD_USER_INPUT"],
    ["wait: -1", "BAD_USER_INPUT"],
    ["wait: 31", "BAD_USER_INPUT"],
    ['after: "garbled"', "BAD_CURSOR"],
    ['after: ""', "BAD_CURSOR"],
    [`after: "${Buffer.from('{"e":1}').toString("base64url")}"`, "BAD_CURSOR"],
    [`after: "${madeUp({ x: "9".repeat(20) })}"`, "BAD_CURSOR"],
    [`after: "${madeUp({ s: "9".repeat(20) })}"`, "BAD_CURSOR"],
    [`after: "${madeUp({ r: "9".repeat(20) })}"`, "BAD_CURSOR"],
  ])("%s", async (args, code) => {
    const { errors } = await ask(running.url, `{ _changes(${args}) { cursor } }`);
    expect(errors[0]?.extensions["code"]).toBe(code);
    expect(errors[0]?.message).toMatch(/^Expected .*; got /);
  });

  test("a cursor of another copy of the data", async () => {
    const { cursor, epoch } = await page();
    const after = changed(cursor, epoch, "00000000-0000-4000-8000-000000000000");
    expect(await errorCode(running.url, `{ _changes(after: "${after}") { cursor } }`)).toBe("FOREIGN_CURSOR");
  });

  test("a cursor that somebody made to end the epoch", async () => {
    const { cursor, epoch } = await page();
    const after = changed(cursor, /"r":"[^"]*"/, '"r":"1"');
    expect(await errorCode(running.url, `{ _changes(after: "${after}") { cursor } }`)).toBe("BAD_CURSOR");
    expect((await page()).epoch).toBe(epoch);
  });

  function changed(cursor: string, what: string | RegExp, by: string): string {
    const [place = "", mac = ""] = cursor.split(".");
    const other = Buffer.from(place, "base64url").toString().replace(what, by);
    return `${Buffer.from(other).toString("base64url")}.${mac}`;
  }
});
