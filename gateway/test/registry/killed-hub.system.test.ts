import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "@segpol/launcher";
import { useDatabases } from "@segpol/launcher/testing";
import { sql } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import { discoverPartners } from "../../src/registry/discover-partners.js";
import { ADMIN_ENV, adminOf } from "../admin/admin-client.js";
import { StubPartner } from "../support/stub-partner.js";
import { startHub } from "../support/hub-harness.js";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const databases = useDatabases();
let databaseUrl: string;
let newcomer: StubPartner;
let client: pg.Client;
let running: ChildProcess[];

beforeEach(async () => {
  running = [];
  // With their first version: composing it is not what is tried here.
  const made = await databases.copyOf("hub_with_partners", async ({ ownerUrl }) => {
    const partners = await discoverPartners({ rootDir: ROOT, env: {} });
    const hub = await startHub(
      ownerUrl,
      partners.map((definition) => ({ definition })),
    );
    await hub.stop();
  });
  databaseUrl = made.ownerUrl;
  newcomer = new StubPartner("VUB");
  await newcomer.start();
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
});

afterEach(async () => {
  await Promise.all(running.map(killed));
  await client.end();
  await newcomer.stop();
});

/** A hub in a process of its own, over the partners of this repository; none of them runs. */
async function startProcess(): Promise<{ url: string; child: ChildProcess }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = fork(MAIN, {
    env: {
      ...process.env,
      ...ADMIN_ENV,
      DATABASE_URL: databaseUrl,
      PORT: new URL(url).port,
      LOG_LEVEL: "silent",
      SEGPOL_PRIVATE_PARTNERS: "true",
    },
    execArgv: [],
    silent: true,
  });
  running.push(child);
  // Its message comes only when every partner is harvested, or has had five seconds for it.
  const ready = () =>
    fetch(`${url}/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(ready).toBe(200);
  return { url, child };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** What the registry holds: of each version its partners, and whether its supergraph knows the newcomer. */
async function registry(): Promise<{ number: number; hasNewcomer: boolean; inSupergraph: boolean; members: number }[]> {
  const db = createHubDatabase(databaseUrl);
  try {
    const { rows } = await sql<{ number: number; hasNewcomer: boolean; inSupergraph: boolean; members: number }>`
      select number, supergraph_sdl like '%VubEvent%' as "inSupergraph",
        (select count(*)::int from registry_member where version = number and code <> 'VUB') as members,
        exists (select from registry_member where version = number and code = 'VUB') as "hasNewcomer"
      from registry_version order by number`.execute(db);
    return rows;
  } finally {
    await db.destroy();
  }
}

const joinAt = (url: string) => adminOf({ url }).join({ code: "VUB", url: newcomer.definition.url });

const BEFORE = { number: 1, hasNewcomer: false, inSupergraph: false, members: 7 };
const AFTER = { number: 2, hasNewcomer: true, inSupergraph: true, members: 7 };

/** At each, the hub is killed; what the registry has to hold then. Those at which it writes come first. */
const STEPS = {
  "the version is written": {
    async until(join: () => void) {
      await client.query("begin");
      await client.query("lock table registry_member in share mode");
      join();
      await vi.waitUntil(async () => {
        const { rows } = await client.query(
          "select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))",
        );
        return rows.length > 0;
      }, 60_000);
    },
    left: [BEFORE],
  },
  "the version has just been written": {
    async until(join: () => void) {
      await client.query("listen segpol_registry");
      const told = once(client, "notification");
      join();
      await told;
    },
    left: [BEFORE, AFTER],
  },
  "the partner is asked for its SDL": {
    async until(join: () => void) {
      newcomer.mode = "hang";
      join();
      await vi.waitUntil(() => newcomer.received.length > 0, 20_000);
      newcomer.mode = "ok";
    },
    left: [BEFORE],
  },
  "the worker composes": {
    async until(join: () => void) {
      join();
      await vi.waitUntil(() => newcomer.received.length > 0, 20_000);
    },
    left: [BEFORE],
  },
} as const;

it.for(Object.entries(STEPS))(
  "a hub that is killed while %s leaves a whole registry",
  { timeout: 120_000 },
  async ([, { until: reached, left }]) => {
    const first = await startProcess();
    const answers: Promise<unknown>[] = [];
    await reached(() => answers.push(joinAt(first.url).catch(() => "no answer")));
    await killed(first.child);
    await client.query("rollback");
    expect(await Promise.all(answers)).toEqual(["no answer"]);
    expect(await registry()).toEqual(left);

    const second = await startProcess();
    const { accepted, findings } = await joinAt(second.url);
    expect({ accepted, codes: findings.map(({ code }) => code) }).toEqual(
      left.length === 1 ? { accepted: true, codes: [] } : { accepted: false, codes: ["PARTNER_ALREADY_IN"] },
    );
    expect(await registry()).toEqual([BEFORE, AFTER]);
  },
);
