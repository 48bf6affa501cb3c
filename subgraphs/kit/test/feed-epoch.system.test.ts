import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, type PostgresServer, startPostgres } from "@segpol/launcher";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPartnerServer, type PartnerServer } from "../src/index.js";
import { RECORD_CHANGES_SQL } from "../src/storage/migrations/record-changes.js";
import { RECORD_TABLES_SQL } from "../src/storage/migrations/record-tables.js";
import { errorCode, readFeed } from "../src/testing/harvest.js";
import { LESS_THAN_THE_WAIT, readPage } from "./support/feed.js";
import { samplePartner } from "./support/sample-partner.js";

const run = promisify(execFile);
const partner = samplePartner();
const DATABASE = "sample";
const ALL = [
  "sample:event:study-day",
  "sample:indicator:trust",
  "sample:publication:report",
  "sample:recommendation:r1",
];
const EVENT = "sample:event:study-day";

/** What is open, and closed after each test, the last first. */
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function serve(databaseUrl: string): Promise<PartnerServer> {
  const server = await createPartnerServer(partner, { databaseUrl, port: 0 });
  open.push(() => server.stop());
  return server;
}

/** Runs statements over one connection; gives the rows of the last. */
async function sql<T extends pg.QueryResultRow>(databaseUrl: string, ...statements: string[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let rows: T[] = [];
    for (const statement of statements) ({ rows } = await client.query<T>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

async function codeOf(url: string, cursor: string): Promise<unknown> {
  return errorCode(url, `{ _changes(after: "${cursor}") { cursor } }`);
}

/** The feed's data are another copy now: cursors of before are refused, and everything is listed anew. */
async function expectNewEpoch(url: string, before: { epoch: string; cursor: string }): Promise<void> {
  expect(await codeOf(url, before.cursor)).toBe("FOREIGN_CURSOR");
  const whole = await readFeed(url);
  expect(whole.epoch).not.toBe(before.epoch);
  expect(whole.changes.map(({ id }) => id).toSorted()).toEqual(ALL);
  expect((await readFeed(url, whole.cursor)).changes).toEqual([]);
}

describe("in one cluster", () => {
  let postgres: PostgresServer;
  let folder: string;
  let databaseUrl: string;
  beforeAll(async () => {
    folder = await ownFolder();
    postgres = await startPostgres({ dataDir: folder, port: await freePort(), durable: false });
  });
  afterAll(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    databaseUrl = await postgres.ensureDatabase(`sample_${Math.random().toString(36).slice(2, 10)}`);
  });

  test("a database made from another as a template gets a new epoch; the other keeps its own", async () => {
    const original = await serve(databaseUrl);
    const before = await readFeed(original.url);
    await original.stop();
    const name = new URL(databaseUrl).pathname.slice(1);
    await asSuperuser(postgres, `create database copy_of_${name} template ${name} owner ${name}`);
    const copy = await serve(databaseUrl.replace(new RegExp(`/${name}$`), `/copy_of_${name}`));
    await expectNewEpoch(copy.url, before);
    expect((await readFeed((await serve(databaseUrl)).url)).epoch).toBe(before.epoch);
  });

  test("data that are deleted and put back, as pg_restore --data-only does, get a new epoch while the partner runs", async () => {
    const { url } = await serve(databaseUrl);
    const kept = ["feed_epoch", "feed_run", "record_change"];
    await sql(databaseUrl, ...kept.map((table) => `create table kept_${table} as table ${table}`));
    await sql(databaseUrl, "update event set url = 'https://lost.example'");
    const before = await readFeed(url);
    await sql(
      databaseUrl,
      "begin",
      ...kept.flatMap((table) => [
        `delete from ${table}`,
        `insert into ${table} overriding system value select * from kept_${table}`,
      ]),
      "commit",
    );
    await expectNewEpoch(url, before);
  });

  test("tables that are dropped and made anew, as pg_restore --clean does, get a new epoch while the partner runs", async () => {
    const { url } = await serve(databaseUrl);
    const before = await readFeed(url);
    await sql(
      databaseUrl,
      "begin",
      ...["feed_epoch", "feed_run"].flatMap((table) => [
        `create table restored (like ${table} including all)`,
        `insert into restored overriding system value select * from ${table}`,
        `drop table ${table} cascade`,
        `alter table restored rename to ${table}`,
      ]),
      "commit",
    );
    await expectNewEpoch(url, before);
  });

  test("somebody who restored by other means renews the epoch, and the feed comes to tell what the tables hold", async () => {
    const { url } = await serve(databaseUrl);
    const before = await readFeed(url);
    await sql(
      databaseUrl,
      "delete from record_change where kind = 'Event'",
      "update record_change set withdrawn = true where kind = 'Publication'",
      "insert into record_change values ('sample:event:ghost', 'Event', 999999, '3', false)",
      "select segpol_renew_epoch()",
    );
    expect(await codeOf(url, before.cursor)).toBe("FOREIGN_CURSOR");
    const { changes } = await readFeed(url);
    const there = changes.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id);
    expect(there.toSorted()).toEqual(ALL);
    expect(changes.filter(({ withdrawn }) => withdrawn).map(({ id }) => id)).toEqual(["sample:event:ghost"]);
  });

  test("the epoch that a start settles is the one of the first page", async () => {
    const { url } = await serve(databaseUrl);
    const [settled] = await sql<{ epoch: string }>(databaseUrl, "select epoch from feed_epoch");
    expect((await readFeed(url)).epoch).toBe(settled?.epoch);
  });

  test("a reader that waits hears of the new epoch", { timeout: LESS_THAN_THE_WAIT }, async () => {
    const { url } = await serve(databaseUrl);
    const { cursor } = await readPage(url);
    const waiting = errorCode(url, `{ _changes(after: "${cursor}", wait: 30) { cursor } }`);
    await expect.poll(async () => (await readPage(url)).changes.length).toBe(ALL.length);
    await sql(databaseUrl, "select segpol_renew_epoch()");
    expect(await waiting).toBe("FOREIGN_CURSOR");
  });

  test("a database of the kit before it erased and looked for copies goes on under an epoch of its own", async () => {
    await sql(
      databaseUrl,
      RECORD_TABLES_SQL,
      RECORD_CHANGES_SQL,
      "create table seed_run (version text primary key, seeded_at timestamptz not null default now())",
      "create table migration (id serial primary key, name varchar(255), executed_at timestamptz default now())",
      "insert into migration (name) values ('kit-0001-record-tables'), ('kit-0002-record-changes'), ('kit-0003-seed-runs')",
      "insert into feed_epoch (home) values ('as it was written then')",
      `insert into event (id, title, kind) values ('sample:event:old', '{"original": "NL", "NL": "Oud"}', 'OTHER')`,
      "delete from event",
      `insert into event (id, title, kind) values ('${EVENT}', '{"original": "NL", "NL": "Oud"}', 'OTHER')`,
    );
    const { changes } = await readFeed((await serve(databaseUrl)).url);
    expect(
      changes
        .filter(({ withdrawn }) => !withdrawn)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ALL);
    expect(changes.filter(({ withdrawn }) => withdrawn)).toEqual([
      { id: "sample:event:old", type: "SampleEvent", withdrawn: true, erased: false },
    ]);
    const [kept] = await sql<{ title: { NL: string } }>(databaseUrl, "select title from event");
    expect(kept?.title.NL).toBe("Oud");
  });

  test("renewing an epoch changes no version", async () => {
    await serve(databaseUrl);
    await sql(databaseUrl, "update event set url = 'https://second.example'");
    await sql(databaseUrl, "select segpol_renew_epoch()");
    expect(await versionOfEvent()).toBe(2);
    await sql(databaseUrl, "update event set url = 'https://third.example'");
    expect(await versionOfEvent()).toBe(3);
  });

  async function versionOfEvent(): Promise<number | undefined> {
    return (await sql<{ version: number }>(databaseUrl, "select version from event"))[0]?.version;
  }
});

describe("when files are copied and servers are started anew", () => {
  test("a server that is stopped and started keeps its epoch, and cursors go on", async () => {
    const { databaseUrl, stop, start } = await cluster();
    const first = await serve(databaseUrl);
    const before = await readFeed(first.url);
    await sql(databaseUrl, "update event set url = 'https://before.example'");
    await first.stop();
    await stop();
    await start();
    const second = await serve(databaseUrl);
    expect(await readFeed(second.url, before.cursor)).toMatchObject({ epoch: before.epoch, changes: [{ id: EVENT }] });
  });

  test("a server that is started anew under a running partner keeps the epoch", async () => {
    const { databaseUrl, stop, start } = await cluster();
    const { url } = await serve(databaseUrl);
    const before = await readFeed(url);
    await stop();
    await start();
    await expect.poll(async () => (await fetch(new URL("/ready", url))).status).toBe(200);
    expect(await readFeed(url, before.cursor)).toMatchObject({ epoch: before.epoch, changes: [] });
  });

  test("a copy of a stopped server takes cursors of before the copy, and ends the epoch at one of later", async () => {
    const original = await cluster();
    const first = await serve(original.databaseUrl);
    const before = await readFeed(first.url);
    await first.stop();
    await original.stop();
    const copied = await copyOf(original.home);
    await original.start();
    const second = await serve(original.databaseUrl);
    await sql(original.databaseUrl, "update event set url = 'https://lost.example'");
    const later = await readFeed(second.url, before.cursor);
    expect(later).toMatchObject({ epoch: before.epoch, changes: [{ id: EVENT }] });
    await second.stop();
    await original.stop();

    await copied.putBack();
    await original.start();
    await sql(original.databaseUrl, "update publication set url = 'https://restored.example'");
    const restored = await serve(original.databaseUrl);
    expect(await readFeed(restored.url, before.cursor)).toMatchObject({
      epoch: before.epoch,
      changes: [{ id: "sample:publication:report" }],
    });
    await expectNewEpoch(restored.url, later);
  });

  test("recovery after a crash, under a running partner, ends the epoch", async () => {
    const { databaseUrl } = await cluster({ durable: true });
    const { url } = await serve(databaseUrl);
    const before = await readFeed(url);
    await crash(databaseUrl);
    // While PostgreSQL recovers, the feed answers with errors.
    const epoch = async () => (await readFeed(url).catch(() => before)).epoch;
    await expect.poll(epoch, { timeout: 20_000 }).not.toBe(before.epoch);
    await expectNewEpoch(url, before);
  });

  test("a copy of the files of a running server gets a new epoch", async () => {
    const original = await cluster({ durable: true });
    const first = await serve(original.databaseUrl);
    const before = await readFeed(first.url);
    const copied = await copyOf(original.home);
    await first.stop();
    await original.stop();
    await copied.putBack();
    await original.start();
    await expectNewEpoch((await serve(original.databaseUrl)).url, before);
  });
});

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "segpol-feed-"));
  await chmod(folder, 0o711);
  return folder;
}

async function asSuperuser({ home, port }: PostgresServer, statement: string): Promise<void> {
  const password = encodeURIComponent(await readFile(join(home, "passwords", "postgres"), "utf8"));
  await sql(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, statement);
}

/** A PostgreSQL of its own, that can be stopped and started; durable where it is to be whole without having been stopped. */
async function cluster({ durable = false } = {}): Promise<{
  readonly databaseUrl: string;
  readonly home: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}> {
  const dataDir = await ownFolder();
  const port = await freePort();
  let postgres = await startPostgres({ dataDir, port, durable });
  open.push(async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    databaseUrl: await postgres.ensureDatabase(DATABASE),
    home: postgres.home,
    async start() {
      postgres = await startPostgres({ dataDir, port, durable });
    },
    async stop() {
      // A clean stop, however long it takes.
      process.kill(postgres.pid, "SIGINT");
      await postgres.gone;
      await postgres.stop();
    },
  };
}

/** Kills one of PostgreSQL's processes: it ends all others and recovers. */
async function crash(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  const gone = new Promise((resolve) => client.once("error", resolve));
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  process.kill(rows[0]?.pid ?? Number.NaN, "SIGKILL");
  await gone;
}

/** Copies a cluster's files as they are now; they can be put in the place of the later ones. */
async function copyOf(home: string): Promise<{ putBack(): Promise<void> }> {
  const files = join(home, "cluster");
  const copy = join(home, "copy");
  // Files of a running server come and go.
  await run("cp", ["-a", files, copy]);
  await rm(join(copy, "postmaster.pid"), { force: true });
  return {
    async putBack() {
      await rm(files, { recursive: true });
      await rename(copy, files);
    },
  };
}
