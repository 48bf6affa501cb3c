import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { askEntities, readFeed } from "../src/testing/harvest.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { samplePartner } from "./support/sample-partner.js";

const FROM = "sample:event:links";
const TO = "sample:event:comes-into-sight";
const LINK = `update event set links = '[{"rel": "related", "id": "${TO}"}]' where id = '${FROM}'`;
const PUBLISH = `update event set draft = false where id = '${TO}'`;

let running: PartnerUnderTest;
let linking: pg.Client;
let publishing: pg.Client;
let cursor: string | null;
/** What a reader like the hub knows of the link: it reads a record again when the feed names it. */
let known: readonly { readonly id: string }[];
beforeAll(async () => {
  running = await startPartnerUnderTest(samplePartner());
});
afterAll(() => running?.stop());
beforeEach(async () => {
  [linking, publishing] = [await connect(), await connect()];
  await running.sql("delete from event where id = any($1)", [[FROM, TO]]);
  await running.sql(
    `insert into event (id, title, kind, draft) select id, '{"original": "NL", "NL": "Titel"}', 'OTHER', id = $2
     from unnest(array[$1, $2]) id`,
    [FROM, TO],
  );
  cursor = null;
  await harvest();
});
afterEach(async () => {
  await linking.end();
  await publishing.end();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  return client;
}

async function harvest(): Promise<typeof known> {
  const feed = await readFeed(running.url, cursor);
  cursor = feed.cursor;
  if (!feed.changes.some(({ id }) => id === FROM)) return known;
  const [record] = await askEntities<{ _links: typeof known }>(running.url, "SampleEvent", [FROM], "_links { id }");
  return (known = record?._links ?? []);
}

const WAITING = "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";

/** Until what was sent is done, or waits for the other transaction. */
async function settled(sent: Promise<unknown>): Promise<void> {
  let done = false;
  void sent.then(() => (done = true));
  await expect.poll(async () => done || (await running.sql(WAITING)).length > 0).toBe(true);
}

test("a link that is made while its target is being published comes into sight", async () => {
  await linking.query("begin; select pg_current_xact_id()");
  await publishing.query(`begin; ${PUBLISH}`);
  const linked = linking.query(`${LINK}; commit`);
  await settled(linked);
  await harvest();
  await publishing.query("commit");
  await linked;
  await expect.poll(harvest).toEqual([{ id: TO }]);
});

test("a target that is published while a link to it is being made brings the link into sight", async () => {
  await linking.query(`begin; ${LINK}`);
  await publishing.query("begin");
  const published = publishing.query(PUBLISH);
  await settled(published);
  await linking.query("commit");
  await harvest();
  await published;
  await publishing.query("commit");
  await expect.poll(harvest).toEqual([{ id: TO }]);
});

test("links to the same record are made at once, and nobody waits who only changes the record", async () => {
  await linking.query(`begin; ${LINK}`);
  await publishing.query(
    `begin; update publication set links = '[{"rel": "related", "id": "${TO}"}]'; update event set url = 'https://a.example' where id = '${TO}'; commit`,
  );
  await linking.query("commit");
  expect(await harvest()).toEqual([]);
});
