import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { LESS_THAN_THE_WAIT, readPage } from "./support/feed.js";
import { samplePartner } from "./support/sample-partner.js";

const SLOW = "sample:event:study-day";
const QUICK = "sample:publication:report";

/** A reader that goes on after a cursor, as a harvester does. */
interface Reader {
  /** Ids that have changed since it last read. */
  read(): Promise<string[]>;
}

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(samplePartner());
});
afterAll(() => running?.stop());

/** Reads the feed's table the way that suggests itself: what has a higher number than the last one read. */
async function naiveReader(): Promise<Reader> {
  let last = "0";
  const reader: Reader = {
    async read() {
      const rows = await running.sql<{ id: string; seq: string }>(
        "select id, seq::text from record_change where level = 0 and seq > $1 order by record_change.seq",
        [last],
      );
      last = rows.at(-1)?.seq ?? last;
      return rows.map(({ id }) => id);
    },
  };
  await reader.read();
  return reader;
}

async function feedReader(): Promise<Reader> {
  let { cursor } = await readPage(running.url);
  return {
    async read() {
      const page = await readPage(running.url, { after: cursor });
      ({ cursor } = page);
      return page.changes.map(({ id }) => id);
    },
  };
}

/** One transaction takes its number first and commits last; another one commits, and the reader reads, in between. */
async function readAroundSlowCommit(reader: Reader): Promise<string[]> {
  const slow = new pg.Client({ connectionString: running.databaseUrl });
  await slow.connect();
  try {
    await slow.query("begin");
    await slow.query("update event set url = $1 where id = $2", [`https://slow.example/${performance.now()}`, SLOW]);
    await running.sql("update publication set url = $1", [`https://quick.example/${performance.now()}`]);
    const between = await reader.read();
    await slow.query("commit");
    return [...between, ...(await reader.read())];
  } finally {
    await slow.end();
  }
}

test("a reader that goes by the number alone loses the change that is committed last", async () => {
  expect(await readAroundSlowCommit(await naiveReader())).toEqual([QUICK]);
});

test("a reader of the change feed gets both changes", async () => {
  expect(await readAroundSlowCommit(await feedReader())).toEqual([SLOW, QUICK]);
});

test("a reader of the change feed loses nothing when the slow transaction is rolled back", async () => {
  const reader = await feedReader();
  const slow = new pg.Client({ connectionString: running.databaseUrl });
  await slow.connect();
  try {
    await slow.query("begin");
    await slow.query("update event set url = 'https://never.example'");
    await running.sql("update publication set url = 'https://kept.example'");
    expect(await reader.read()).toEqual([]);
    await slow.query("rollback");
    expect(await reader.read()).toEqual([QUICK]);
  } finally {
    await slow.end();
  }
});

test(
  "a waiting reader is answered when the slow transaction ends, whatever its end",
  { timeout: LESS_THAN_THE_WAIT },
  async () => {
    const { cursor } = await readPage(running.url);
    const slow = new pg.Client({ connectionString: running.databaseUrl });
    await slow.connect();
    try {
      await slow.query("begin");
      await slow.query("update event set url = 'https://rolled-back.example'");
      await running.sql("update publication set url = 'https://held-back.example'");
      const waiting = readPage(running.url, { after: cursor, wait: 30 });
      await slow.query("rollback");
      expect((await waiting).changes.map(({ id }) => id)).toEqual([QUICK]);
    } finally {
      await slow.end();
    }
  },
);
