import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../src/catalogue/database/tables.js";
import { createHarvestLocks } from "../../src/harvest/harvest-locks.js";
import { useHubDatabases } from "../support/hub-database.js";

const newDatabase = useHubDatabases();
let databaseUrl: string;
let db: Kysely<HubDatabase>;

beforeAll(async () => {
  databaseUrl = await newDatabase();
  db = createHubDatabase(databaseUrl);
});
afterAll(async () => {
  await db?.destroy();
});

const HOLDERS = sql`
  select distinct pid from pg_locks
  where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;

/** Connections that hold locks. */
async function holders(): Promise<readonly number[]> {
  const { rows } = await sql<{ pid: number }>`${HOLDERS}`.execute(db);
  return rows.map(({ pid }) => pid);
}

it("holds all locks over one connection, however often it breaks while they are taken", async () => {
  const locks = createHarvestLocks(databaseUrl);
  let taken = 0;
  let asked = 0;
  const over = new AbortController();
  async function goOnTaking(): Promise<void> {
    while (!over.signal.aborted) {
      asked += 1;
      if (await locks.take(`PARTNER_${asked}`).catch(() => false)) taken += 1;
    }
  }
  const taking = [goOnTaking(), goOnTaking()];
  try {
    for (let breaks = 0; breaks < 10; breaks += 1) {
      const before = taken;
      await expect.poll(() => taken).toBeGreaterThan(before + 5);
      await sql`select pg_terminate_backend(pid) from (${HOLDERS}) as held`.execute(db);
    }
    const before = taken;
    await expect.poll(() => taken).toBeGreaterThan(before + 5);
  } finally {
    over.abort();
    await Promise.all(taking);
  }
  await expect.poll(holders).toHaveLength(1);
  await locks.close();
  await expect.poll(holders).toEqual([]);
});
