import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@segpol/launcher";
import { useDatabases } from "@segpol/launcher/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { UNREACHABLE_PARTNERS } from "../support/partners.js";
import { keepProcess, type KeptProcess } from "../torture/processes.js";
import { query } from "./support/graph.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FIRST_EVENT = "cps:event:2021-12-08-recherche";
const LIST = `{ events(filter: { partners: ["CPS"] }, first: 100) { totalCount nodes { id title(lang: NL) version } } }`;

interface Listed {
  readonly events: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly title: string; readonly version: number }[];
  };
}

describe("two hub processes on one database", () => {
  let folder: string;
  const databases = useDatabases();
  let owner: pg.Client;
  let hubDatabase: pg.Client;
  let hubs: { readonly process: KeptProcess; readonly url: string }[];
  const processes: KeptProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "segpol-two-hubs-"));
    const [{ ownerUrl: partnerUrl }, { ownerUrl: hubUrl }] = [
      await databases.create("cps"),
      await databases.create("hub"),
    ];
    owner = new pg.Client({ connectionString: partnerUrl });
    hubDatabase = new pg.Client({ connectionString: hubUrl, options: "-c segpol.reader={WRITER}" });
    await Promise.all([owner.connect(), hubDatabase.connect()]);
    const port = await freePort();
    const start = async (name: string, entry: string, env: Readonly<Record<string, string>>): Promise<KeptProcess> => {
      const logFile = join(folder, `${name}.log`);
      const process = keepProcess({ name, entry: join(ROOT, entry), env, logFile });
      processes.push(process);
      await vi.waitUntil(() => process.isReady, 50_000);
      return process;
    };
    await start("CPS", "subgraphs/cps/dist/main.js", { DATABASE_URL: partnerUrl, PORT: String(port) });
    const hub = async (name: string) => {
      const own = await freePort();
      const env = {
        ...UNREACHABLE_PARTNERS,
        CPS_URL: `http://127.0.0.1:${port}/graphql`,
        DATABASE_URL: hubUrl,
        PORT: String(own),
        SEGPOL_HARVEST_PAGE: "3",
      };
      return { process: await start(name, "gateway/dist/main.js", env), url: `http://127.0.0.1:${own}/graphql` };
    };
    hubs = [await hub("first"), await hub("second")];
    await untilSame();
  }, 180_000);

  afterAll(async () => {
    await Promise.all([owner?.end(), hubDatabase?.end()]);
    await Promise.all(processes.map((each) => each.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  const second = () => hubs[1]?.url ?? "";
  const retitle = (title: string) =>
    owner.query(`update event set title = jsonb_set(title, '{NL}', to_jsonb($2::text)) where id = $1`, [
      FIRST_EVENT,
      title,
    ]);
  const copyTo = (id: string) =>
    owner.query(
      `insert into event select (jsonb_populate_record(null::event, to_jsonb(e) || jsonb_build_object('id', $2::text))).*
       from event e where e.id = $1`,
      [FIRST_EVENT, id],
    );

  async function ownersState(): Promise<Listed["events"]["nodes"]> {
    const { rows } = await owner.query<{ id: string; title: string; version: number }>(
      `select id, title->>'NL' as title, version from event where title->>'NL' is not null order by id collate "C"`,
    );
    return rows;
  }

  /** Until the second hub lists what the owner has, each record once. */
  async function untilSame(): Promise<void> {
    const expected = await ownersState();
    await vi.waitFor(
      async () => expect((await query<Listed>(second(), LIST)).events.nodes.toSorted(byId)).toEqual(expected),
      40_000,
    );
  }

  /** The process that harvests CPS, by the connection that holds its lock. */
  async function lockHolder(): Promise<number | undefined> {
    const { rows } = await hubDatabase.query<{ pid: number }>(
      "select pid from pg_locks where locktype = 'advisory' and objid = hashtext('CPS')::oid and granted and objsubid = 2 and database = (select oid from pg_database where datname = current_database())",
    );
    return rows[0]?.pid;
  }

  it("one goes on when the other is killed in the midst of harvesting, and nothing is lost or doubled", async () => {
    const holder = await lockHolder();
    expect(holder).toBeDefined();
    const stop = new AbortController();
    let written = 0;
    const writing = (async () => {
      while (!stop.signal.aborted) {
        written += 1;
        await retitle(`Titel ${written}`);
        if (written % 3 === 0) await copyTo(`cps:event:copy-${written}`);
        if (written % 9 === 0) await owner.query("delete from event where id = $1", [`cps:event:copy-${written - 6}`]);
        await sleep(20);
      }
    })();
    try {
      await expect.poll(async () => (await query<Listed>(second(), LIST)).events.totalCount).toBeGreaterThan(12);
      // It stays away for longer than the test lasts.
      hubs[0]?.process.kill(600_000);
      await copyTo("cps:event:after-the-kill");
      await expect
        .poll(async () => (await query<Listed>(second(), LIST)).events.nodes.map(({ id }) => id))
        .toContain("cps:event:after-the-kill");
      expect(await lockHolder()).not.toBe(holder);
    } finally {
      stop.abort();
      await writing;
    }
    await untilSame();
    const { rows: doubled } = await hubDatabase.query(
      `select id, version from record_version group by id, version having count(*) > 1`,
    );
    expect(doubled).toEqual([]);
  });
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
