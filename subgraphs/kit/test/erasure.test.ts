import { afterAll, beforeAll, expect, test } from "vitest";
import { eraseRecord } from "../src/index.js";
import { openDatabase } from "../src/storage/database.js";
import { readEntities, readFeed } from "../src/testing/harvest.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { samplePartner } from "./support/sample-partner.js";
import { seed } from "./support/sample-seed.js";

const partner = samplePartner();
const EVENT = "sample:event:study-day";
const RECOMMENDATION = "sample:recommendation:r1";

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

/** Every row of every table, as text. */
async function everythingKept(): Promise<string> {
  const tables = await running.sql<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const rows = await Promise.all(tables.map(({ name }) => running.sql(`select to_jsonb(t)::text from ${name} t`)));
  return JSON.stringify(rows);
}

test("erasing removes a record, the rows that belong to it and every text", async () => {
  const { cursor } = await readFeed(running.url);
  expect(await everythingKept()).toMatch(/Aanbeveling[^]*Afgewerkt|Afgewerkt[^]*Aanbeveling/);
  const orm = await openDatabase(partner, running);
  try {
    await eraseRecord(orm.em.fork(), RECOMMENDATION);
  } finally {
    await orm.close(true);
  }
  for (const table of ["recommendation", "measure", "response", "follow_up", "assessment"])
    expect(await running.sql(`select from ${table}`), table).toEqual([]);
  expect(await everythingKept()).not.toMatch(/Aanbeveling|Afgewerkt|Goed idee|Nog niet/);
  expect(await readEntities(running.url, partner, "Recommendation", [RECOMMENDATION])).toEqual([null]);
  expect((await readFeed(running.url, cursor)).changes).toEqual([
    { id: RECOMMENDATION, type: "SampleRecommendation", withdrawn: true, erased: true },
  ]);
  const left = await running.sql<{ erased_at: Date | null }>("select erased_at from record_change where id = $1", [
    RECOMMENDATION,
  ]);
  expect(left[0]?.erased_at).toBeInstanceOf(Date);
});

test("erasing once more changes nothing", async () => {
  const { cursor } = await readFeed(running.url);
  await running.sql("select segpol_erase_record($1)", [RECOMMENDATION]);
  expect((await readFeed(running.url, cursor)).changes).toEqual([]);
});

test("an erased id is never taken again, by no new version of the seed either", async () => {
  await expect(
    running.sql(`insert into recommendation (id, title) values ($1, '{"original": "NL", "NL": "Terug"}')`, [
      RECOMMENDATION,
    ]),
  ).rejects.toThrow("its id is never used again");
  const renewed = samplePartner({ seed: { ...seed, version: "after erasure" } });
  const another = await running.startAnother(renewed);
  try {
    expect([...another.seeded]).toEqual([]);
  } finally {
    await another.stop();
  }
});

test("a record that was deleted before can still be erased where others keep its versions", async () => {
  await running.sql("delete from event where id = $1", [EVENT]);
  const { cursor } = await readFeed(running.url);
  await running.sql("select segpol_erase_record($1)", [EVENT]);
  expect((await readFeed(running.url, cursor)).changes).toEqual([
    { id: EVENT, type: "SampleEvent", withdrawn: true, erased: true },
  ]);
});

test("erasing what was never kept is refused", async () => {
  await expect(running.sql("select segpol_erase_record('sample:event:never')")).rejects.toThrow(
    "Expected the id of a record that is or was kept here; got sample:event:never",
  );
});

test("an erasure that is rolled back has not taken place", async () => {
  const id = "sample:publication:report";
  const { cursor } = await readFeed(running.url);
  await running.sql("begin");
  await running.sql("select segpol_erase_record($1)", [id]);
  await running.sql("rollback");
  expect((await readFeed(running.url, cursor)).changes).toEqual([]);
  expect((await readEntities(running.url, partner, "Publication", [id]))[0]?.id).toBe(id);
});
