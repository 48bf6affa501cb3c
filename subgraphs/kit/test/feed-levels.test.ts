import { useDatabases } from "@segpol/launcher/testing";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createPartnerServer, type PartnerServer } from "../src/index.js";
import { writeFeedCursor } from "../src/feed/cursor.js";
import { ERASURE_SQL } from "../src/storage/migrations/erasure.js";
import { FEED_HISTORY_SQL } from "../src/storage/migrations/feed-history.js";
import { RECORD_CHANGES_SQL } from "../src/storage/migrations/record-changes.js";
import { RECORD_TABLES_SQL } from "../src/storage/migrations/record-tables.js";
import { askData } from "../src/testing/ask.js";
import { errorCode, readFeed } from "../src/testing/harvest.js";
import { startTestIssuers, type TestIssuers } from "../src/testing/test-issuers.js";
import { readPage } from "./support/feed.js";
import { samplePartner } from "./support/sample-partner.js";

const partner = samplePartner({ seed: { version: "1" } });
const databases = useDatabases();
let issuers: TestIssuers;
let client: pg.Client;
let databaseUrl: string;
const running: PartnerServer[] = [];
beforeAll(async () => {
  issuers = await startTestIssuers();
});
afterAll(async () => {
  await issuers?.stop();
});
beforeEach(async () => {
  databaseUrl = (await databases.create("sample")).ownerUrl;
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await client.end();
});

async function serve(): Promise<string> {
  const server = await createPartnerServer(partner, { databaseUrl, port: 0, identity: issuers.settings });
  running.push(server);
  return server.url;
}

async function harvester(): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await issuers.token("hub", "SAMPLE", ["hub:harvester"])}` };
}

/** A record for each number from 1 on, with the visibility. */
async function addEvents(visibility: string, count: number, slug = visibility.toLowerCase()): Promise<void> {
  await client.query(
    `insert into event (id, title, kind, visibility)
     select 'sample:event:${slug}-' || n, '{"original": "NL", "NL": "Titel"}', 'OTHER', $1 from generate_series(1, ${count}) n`,
    [visibility],
  );
}

const idsOf = (changes: readonly { readonly id: string }[]): string[] => changes.map(({ id }) => id).toSorted();

test("a link that comes into some readers' sight moves the record in their feed alone, and leaves it as it is for others", async () => {
  const url = await serve();
  const headers = {
    everybody: {},
    staff: { authorization: `Bearer ${await issuers.token("users", "SAMPLE", ["partner:CPS:reader"])}` },
    hub: await harvester(),
  };
  await addEvents("CABINET", 1, "target");
  await addEvents("PUBLIC", 1, "open");
  await addEvents("PARTNERS", 1, "staff");
  await client.query(
    `update event set links = '[{"rel": "related", "id": "sample:event:target-1"}]' where id <> 'sample:event:target-1'`,
  );
  const versions = async () => {
    const { rows } = await client.query<{ id: string; version: number; at: string }>(
      "select id, version, updated_at::text as at from event where id <> 'sample:event:target-1' order by id",
    );
    return rows;
  };
  /** The records that each reader's feed names when the target becomes visible to more. */
  const named = async (visibility: string) => {
    const readers = Object.entries(headers);
    const before = await Promise.all(readers.map(async ([, given]) => (await readFeed(url, null, 500, given)).cursor));
    await client.query("update event set visibility = $1 where id = 'sample:event:target-1'", [visibility]);
    const found = await Promise.all(
      readers.map(async ([name, given], index) => {
        const { changes } = await readFeed(url, before[index] ?? null, 500, given);
        return [name, idsOf(changes).map((id) => id.slice("sample:event:".length))] as const;
      }),
    );
    return Object.fromEntries(found);
  };
  const [open, staff] = await versions();
  expect(await named("PARTNERS")).toEqual({
    everybody: [],
    staff: ["open-1", "staff-1", "target-1"],
    hub: ["staff-1", "target-1"],
  });
  const [openAfter, staffAfter] = await versions();
  expect(openAfter).toEqual(open);
  expect(staffAfter?.version).toBe((staff?.version ?? 0) + 1);
  expect(await named("PUBLIC")).toEqual({
    everybody: ["open-1", "target-1"],
    staff: ["open-1", "staff-1", "target-1"],
    hub: ["open-1", "staff-1", "target-1"],
  });
  expect((await versions())[0]?.version).toBe((open?.version ?? 0) + 1);
});

test("a database of before goes on: each level gets its records, and old cursors begin anew", async () => {
  const before = ["record-tables", "record-changes", "seed-runs", "erasure", "feed-history"];
  await client.query(
    [
      RECORD_TABLES_SQL,
      RECORD_CHANGES_SQL,
      "create table seed_run (version text primary key, seeded_at timestamptz not null default now());",
      ERASURE_SQL,
      FEED_HISTORY_SQL,
      "create table migration (id serial primary key, name varchar(255), executed_at timestamptz default now());",
      ...before.map((name, index) => `insert into migration (name) values ('kit-000${index + 1}-${name}');`),
      "select settle_feed_epoch();",
    ].join("\n"),
  );
  await addEvents("PUBLIC", 3);
  await addEvents("PARTNERS", 1);
  await addEvents("CABINET", 1);
  await client.query("delete from event where id = 'sample:event:public-2'");
  await client.query("select segpol_erase_record('sample:event:public-3')");
  const { rows } = await client.query<{ epoch: string; key: string; run: string }>(
    "select epoch, cursor_key as key, (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint::text as run from feed_epoch",
  );
  const [{ epoch, key, run } = { epoch: "", key: "", run: "" }] = rows;
  const old = writeFeedCursor({ epoch, xid: "1", seq: "1", asOf: 0, run, level: undefined }, key);

  const url = await serve();
  const anybody = await readFeed(url);
  expect(anybody.epoch).toBe(epoch);
  const gone = ["sample:event:public-2", "sample:event:public-3"];
  expect(idsOf(anybody.changes)).toEqual(["sample:event:public-1", ...gone]);
  expect(idsOf(anybody.changes.filter(({ withdrawn }) => withdrawn))).toEqual(gone);
  expect(idsOf(anybody.changes.filter(({ erased }) => erased))).toEqual(["sample:event:public-3"]);
  const whole = await readFeed(url, null, 2, await harvester());
  expect(idsOf(whole.changes)).toEqual(
    ["sample:event:cabinet-1", "sample:event:partners-1", "sample:event:public-1", ...gone].toSorted(),
  );
  expect(await errorCode(url, `{ _changes(after: "${old}") { cursor } }`)).toBe("FOREIGN_CURSOR");
  await expect(
    client.query("insert into event (id, title, kind) values ('sample:event:public-3', '{}', 'OTHER')"),
  ).rejects.toThrow("was erased");
});

test("among many hidden records the few that are seen come in one page, by way of the index", async () => {
  const url = await serve();
  await addEvents("PUBLIC", 1, "first");
  await addEvents("CABINET", 3_000);
  await addEvents("PUBLIC", 1, "last");
  const page = await readPage(url, { first: 2 });
  expect(idsOf(page.changes)).toEqual(["sample:event:first-1", "sample:event:last-1"]);
  expect(page.hasMore).toBe(false);
  await client.query("analyze record_change");
  await client.query("update event set url = 'https://example.org' where visibility = 'CABINET'");
  expect(await readPage(url, { after: page.cursor, wait: 1 })).toMatchObject({ changes: [], hasMore: false });
  const { rows } = await client.query<{ "QUERY PLAN": string }>(
    "explain select id from record_change where level = 0 and (xid, seq) > ('1', 1) order by xid, seq limit 101",
  );
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("record_change_place");
});

test("what is hidden from a level says nothing more there, not even by asOf", async () => {
  const url = await serve();
  await addEvents("PUBLIC", 1);
  await client.query("update event set visibility = 'CABINET'");
  const { cursor } = await readPage(url);
  const other = new pg.Client({ connectionString: databaseUrl });
  await other.connect();
  try {
    // A change that is held back, because an older transaction has not ended.
    await other.query("begin");
    await other.query("select pg_current_xact_id()");
    await client.query("update event set url = 'https://example.org'");
    const anybody = await readPage(url, { after: cursor });
    expect(anybody.changes).toEqual([]);
    expect(Date.parse(anybody.asOf)).toBeGreaterThan(0);
    await other.query("commit");
  } finally {
    await other.end();
  }
});

test("an erased record is told of to those who ever saw it, and to nobody else", async () => {
  const url = await serve();
  await addEvents("CABINET", 1);
  await addEvents("PUBLIC", 1);
  await client.query("update event set visibility = 'CABINET' where visibility = 'PUBLIC'");
  for (const id of ["sample:event:cabinet-1", "sample:event:public-1"]) {
    await client.query("select segpol_erase_record($1)", [id]);
  }
  expect((await readFeed(url)).changes).toMatchObject([{ id: "sample:event:public-1", erased: true }]);
  expect((await readFeed(url, null, 100, await harvester())).changes).toMatchObject([
    { id: "sample:event:cabinet-1", erased: true },
    { id: "sample:event:public-1", erased: true },
  ]);
});

test("a new epoch keeps from each level what it never saw", async () => {
  const url = await serve();
  for (const visibility of ["PUBLIC", "PARTNERS", "CABINET"]) await addEvents(visibility, 1);
  await addEvents("PUBLIC", 1, "draft");
  await client.query("update event set draft = true where id = 'sample:event:draft-1'");
  await client.query(
    `insert into event (id, title, kind, draft) values ('sample:event:never', '{"original": "NL", "NL": "Titel"}', 'OTHER', true)`,
  );
  const told = async (headers: Record<string, string> = {}) =>
    (await readFeed(url, null, 100, headers)).changes.map(({ id, withdrawn }) => `${id} ${withdrawn}`).toSorted();
  const before = [await told(), await told(await harvester())];
  await client.query("select segpol_renew_epoch()");
  expect([await told(), await told(await harvester())]).toEqual(before);
  expect(before[0]).toEqual(["sample:event:draft-1 true", "sample:event:public-1 false"]);
});

/** What a level is told of after a cursor: the visibility of tombstones, or that the record is there. */
async function toldVisibility(url: string, after: string | null, headers: Record<string, string> = {}) {
  const { _changes: page } = await askData<{
    _changes: { cursor: string; changes: { id: string; withdrawn: boolean; visibility: string | null }[] };
  }>(
    url,
    "query ($after: String) { _changes(after: $after) { cursor changes { id withdrawn visibility } } }",
    { after },
    headers,
  );
  const told = page.changes.map(
    ({ id, withdrawn, visibility }) => `${id.slice(13)} ${withdrawn ? visibility : "there"}`,
  );
  return { cursor: page.cursor, told: told.toSorted() };
}

test.each([
  ["withdrawn", "withdrawn_at = now()"],
  ["a draft", "draft = true"],
])("a record that is %s tells by its tombstone for whom its past is, as often as that changes", async (_, gone) => {
  const url = await serve();
  await addEvents("PUBLIC", 1);
  await addEvents("CABINET", 1);
  const levels = [{}, await harvester()];
  const cursors: (string | null)[] = [null, null];
  const told = async (): Promise<string[][]> => {
    const pages = await Promise.all(
      levels.map((headers, level) => toldVisibility(url, cursors[level] ?? null, headers)),
    );
    pages.forEach(({ cursor }, level) => (cursors[level] = cursor));
    return pages.map((page) => page.told);
  };
  expect(await told()).toEqual([["public-1 there"], ["cabinet-1 there", "public-1 there"]]);
  await client.query("update event set visibility = 'CABINET' where id = 'sample:event:public-1'");
  await client.query(`update event set ${gone}`);
  expect(await told()).toEqual([["public-1 CABINET"], ["cabinet-1 CABINET", "public-1 CABINET"]]);
  await client.query("update event set visibility = 'PUBLIC' where id = 'sample:event:public-1'");
  expect(await told()).toEqual([["public-1 PUBLIC"], ["public-1 PUBLIC"]]);
  await client.query("update event set visibility = 'PARTNERS' where id = 'sample:event:public-1'");
  expect(await told()).toEqual([["public-1 PARTNERS"], ["public-1 PARTNERS"]]);
  await client.query("update event set url = 'https://example.org'");
  expect(await told()).toEqual([[], []]);
  await client.query("delete from event where id = 'sample:event:public-1'");
  await client.query("select segpol_renew_epoch()");
  cursors.fill(null);
  expect(await told()).toEqual([["public-1 PARTNERS"], ["cabinet-1 CABINET", "public-1 PARTNERS"]]);
  await client.query("select segpol_erase_record('sample:event:public-1')");
  expect(await told()).toEqual([["public-1 null"], ["public-1 null"]]);
});

test("a database of before tells anew of what is gone and was not left public", async () => {
  const url = await serve();
  await addEvents("PUBLIC", 2);
  await client.query("update event set withdrawn_at = now()");
  const { cursor } = await toldVisibility(url, null);
  for (const server of running.splice(0)) await server.stop();
  await client.query(`
    alter table event disable trigger user;
    update event set visibility = 'CABINET' where id = 'sample:event:public-1';
    alter table event enable trigger user;
    alter table record_change drop column visibility;
    delete from migration where name = 'kit-0012-told-visibility'`);
  expect((await toldVisibility(await serve(), cursor)).told).toEqual(["public-1 CABINET"]);
});
