import { useDatabases } from "@segpol/launcher/testing";
import pg from "pg";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ChangeListener, startChangeListener } from "../src/feed/change-listener.js";

const LISTENING =
  "select pid from pg_stat_activity where application_name = 'segpol change listener' and query like 'listen %' and state = 'idle' and datname = current_database()";

const databases = useDatabases();
let databaseUrl: string;
let sql: pg.Client;
let listener: ChangeListener | undefined;
beforeAll(async () => {
  databaseUrl = (await databases.create("listener")).ownerUrl;
  sql = new pg.Client({ connectionString: databaseUrl });
  await sql.connect();
});
afterEach(async () => {
  await listener?.stop();
  listener = undefined;
});
afterAll(async () => {
  await sql?.end();
});

async function listeningPid(): Promise<number | undefined> {
  return (await sql.query<{ pid: number }>(LISTENING)).rows[0]?.pid;
}

async function startListening(): Promise<ChangeListener> {
  listener = startChangeListener(databaseUrl, pino({ level: "silent" }));
  await expect.poll(listeningPid).toBeDefined();
  return listener;
}

test("a listener hears of each change that the database tells", async () => {
  const { heard } = await startListening();
  let times = 0;
  for (const expected of [1, 2]) {
    void heard().then(() => (times += 1));
    await sql.query("select pg_notify('segpol_record_change', '')");
    await expect.poll(() => times).toBe(expected);
  }
});

test("a listener connects anew when its connection is lost", async () => {
  const { heard } = await startListening();
  const lost = await listeningPid();
  await sql.query("select pg_terminate_backend($1)", [lost]);
  await expect.poll(async () => (await listeningPid()) ?? lost, { timeout: 10_000 }).not.toBe(lost);
  const next = heard();
  await sql.query("select pg_notify('segpol_record_change', '')");
  await next;
});

test("a listener that is stopped leaves no connection", async () => {
  const started = await startListening();
  await started.stop();
  await expect.poll(listeningPid).toBeUndefined();
});
