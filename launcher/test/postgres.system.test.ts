import { spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  freePort,
  startPostgres,
  startTemporaryPostgres,
  type PostgresOptions,
  type PostgresServer,
} from "../src/index.js";
import { isAlive } from "../src/pids.js";
import { occupy, query, runFixture, temporaryFolder, untilDead } from "./support.js";

async function start(options: PostgresOptions): Promise<PostgresServer> {
  const server = await startPostgres(options);
  onTestFinished(async () => await server.stop());
  return server;
}

describe("the PostgreSQL of a data folder", () => {
  it("keeps databases, roles and rows from one start to the next", async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ dataDir, port: await freePort() });
    expect(first.origin).toBe("created");
    const url = await first.ensureDatabase("cps");
    await query(url, "create table kept as select 42 as answer");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start({ dataDir, port: first.port });
    expect(second.origin).toBe("started");
    expect(await second.ensureDatabase("cps")).toBe(url);
    expect(await query(url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("takes the role that serves into a data folder that was made without it, and keeps its password", async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ dataDir, port: await freePort() });
    await query(await first.ensureDatabase("cps"), "create table kept as select 42 as answer");
    await first.stop();
    const second = await start({ dataDir, port: first.port });
    const serving = await second.ensureServingRole("cps");
    await query(await second.ensureDatabase("cps"), 'grant select on kept to "cps-serving"');
    expect(await query(serving, "select answer from kept")).toEqual([{ answer: 42 }]);
    await second.stop();
    const third = await start({ dataDir, port: first.port });
    expect(await third.ensureServingRole("cps")).toBe(serving);
    expect(await query(serving, "select answer from kept")).toEqual([{ answer: 42 }]);
  });
});

describe("its databases and roles", () => {
  let dataDir: string;
  let server: PostgresServer;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "segpol-launcher-test-"));
    await chmod(dataDir, 0o755);
    server = await startPostgres({ dataDir, port: await freePort(), durable: false });
  });
  afterAll(async () => {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it("is PostgreSQL 18 in UTF-8, on the loopback address alone, and asks for passwords", async () => {
    const url = await server.ensureDatabase("cps");
    const [row] = await query(
      url,
      `select current_setting('server_version') as version, current_setting('listen_addresses') as address,
              pg_encoding_to_char(encoding) as encoding, upper('é') as upper
       from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({
      version: expect.stringMatching(/^18\./),
      address: "127.0.0.1",
      encoding: "UTF8",
      upper: "É",
    });
    await expect(query(url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(
      "password authentication failed",
    );
    expect((await stat(join(server.home, "passwords", "cps"))).mode & 0o777).toBe(0o600);
  });

  it("lets no role into another's database, nor into PostgreSQL's own", async () => {
    const [first] = await Promise.all(["first", "second"].map(async (name) => await server.ensureDatabase(name)));
    for (const other of ["second", "postgres", "template1"]) {
      await expect(query(first?.replace(/[^/]+$/, other) ?? "", "select 1"), other).rejects.toThrow(
        "permission denied for database",
      );
    }
    expect(
      await query(first ?? "", "select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = 'first'"),
    ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
  });

  it("has a role that serves beside the one that owns, which may do what the owner grants it and nothing else", async () => {
    const owner = await server.ensureDatabase("owned");
    const serving = await server.ensureServingRole("owned");
    expect(await query(serving, "select current_user::text as me, current_database() as here")).toEqual([
      { me: "owned-serving", here: "owned" },
    ]);
    await query(owner, "create table record (id int); create table audit (id int)");
    for (const sql of [
      "select * from record",
      "create table mine (id int)",
      "create schema mine",
      "create temp table t (id int)",
    ]) {
      await expect(query(serving, sql), sql).rejects.toThrow("permission denied");
    }
    await query(
      owner,
      'grant select, insert, update, delete on record to "owned-serving"; grant select, insert on audit to "owned-serving"',
    );
    await query(serving, "insert into record values (1); update record set id = 2; insert into audit values (1)");
    for (const sql of [
      "update audit set id = 2",
      "delete from audit",
      "truncate audit",
      "drop table audit",
      "alter table audit owner to current_user",
    ]) {
      await expect(query(serving, sql), sql).rejects.toThrow(/permission denied|must be owner/);
    }
    await query(owner, "create table later (id int)");
    await expect(query(serving, "select * from later")).rejects.toThrow("permission denied");
    await expect(query(serving, "set role owned")).rejects.toThrow("permission denied");
    await server.ensureDatabase("other");
    await expect(query(serving.replace(/[^/]+$/, "other"), "select 1")).rejects.toThrow(
      "permission denied for database",
    );
    const [rights] = await query(
      serving,
      "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user",
    );
    expect(rights).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
  });

  it("makes one database when it is asked for many times at once", async () => {
    const urls = await Promise.all(Array.from({ length: 5 }, async () => await server.ensureDatabase("user")));
    expect(new Set(urls).size).toBe(1);
    expect(await query(urls[0] ?? "", "select current_user::text as me")).toEqual([{ me: "user" }]);
  });

  it("refuses database names that are PostgreSQL's own or need quoting", async () => {
    for (const name of ["postgres", "pg_x", "template1", "CPS", "a;drop", "", "a".repeat(55)]) {
      await expect(server.ensureDatabase(name), name).rejects.toMatchObject({ code: "DATABASE_NAME_INVALID" });
    }
  });

  it("gives a role a new password when the old one was lost", async () => {
    const lost = await server.ensureDatabase("lost");
    await rm(join(server.home, "passwords", "lost"));
    const url = await server.ensureDatabase("lost");
    expect(url).not.toBe(lost);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("after a crash", () => {
  it("recovers what was committed when the server was killed", async () => {
    const dataDir = await temporaryFolder();
    const killed = await start({ dataDir, port: await freePort() });
    const url = await killed.ensureDatabase("cps");
    await query(url, "create table kept as select 42 as answer");
    process.kill(killed.pid, "SIGKILL");
    await killed.gone;
    await killed.stop();

    const recovered = await start({ dataDir, port: killed.port });
    expect(recovered.pid).not.toBe(killed.pid);
    expect(await query(url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("stops the server that a killed launcher left running, and starts its own", async () => {
    const dataDir = await temporaryFolder();
    const orphan = await start({ dataDir, port: await freePort(), durable: false });
    const url = await orphan.ensureDatabase("cps");
    // What a launcher leaves behind that was killed together with its watchdog: a server, and a lease that nobody holds.
    for (const lease of await readdir(join(orphan.home, "users"))) await rm(join(orphan.home, "users", lease));
    await writeFile(join(orphan.home, "users", `${process.pid}-abandoned`), "of an earlier process\nexclusive\n");

    const next = await start({ dataDir, port: orphan.port, durable: false });
    expect(next.origin).toBe("started");
    expect(next.pid).not.toBe(orphan.pid);
    expect(isAlive(orphan.pid)).toBe(false);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("starts although an unrelated process was given the id of the crashed server", async () => {
    const dataDir = await temporaryFolder();
    const killed = await start({ dataDir, port: await freePort() });
    process.kill(killed.pid, "SIGKILL");
    await killed.gone;
    await killed.stop();
    const { uid, gid } = await stat(join(killed.home, "cluster"));
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], {
      cwd: "/",
      ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    });
    onTestFinished(() => void stranger.kill("SIGKILL"));
    const lock = join(killed.home, "cluster", "postmaster.pid");
    await writeFile(lock, (await readFile(lock, "utf8")).replace(/^\d+/, String(stranger.pid)));

    const next = await start({ dataDir, port: killed.port });
    expect(next.origin).toBe("started");
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });
});

describe("a data folder that is in use", () => {
  it("is refused to a second launcher, which is told by whom and what to set", async () => {
    const dataDir = await temporaryFolder();
    await start({ dataDir, port: await freePort(), durable: false });
    await expect(startPostgres({ dataDir, port: await freePort(), durable: false })).rejects.toMatchObject({
      code: "DATA_DIR_IN_USE",
      message: expect.stringMatching(new RegExp(`process ${process.pid}.*SEGPOL_DATA_DIR`)),
    });
  });

  it("is shared with those who join, until the last one leaves", async () => {
    const dataDir = await temporaryFolder();
    const owner = await start({ dataDir, port: await freePort(), durable: false });
    const guest = await start({ dataDir, exclusive: false });
    expect(guest).toMatchObject({ origin: "joined", port: owner.port, pid: owner.pid });
    await owner.stop();
    expect(await query(await guest.ensureDatabase("cps"), "select 1 as one")).toEqual([{ one: 1 }]);
    await guest.stop();
    await untilDead(owner.pid);
  });
});

it("names a port that is in use, and the variable that moves it, before anything is made", async () => {
  const dataDir = await temporaryFolder();
  const port = await freePort();
  await occupy(port);
  await expect(startPostgres({ dataDir, port })).rejects.toMatchObject({
    code: "PORT_IN_USE",
    message: expect.stringMatching(new RegExp(`port ${port} of PostgreSQL.*SEGPOL_POSTGRES_PORT`, "s")),
  });
  expect(await readdir(join(dataDir, "postgres"))).not.toContain("cluster");
});

describe("a temporary PostgreSQL", () => {
  it("leaves nothing when it is stopped", async () => {
    const server = await startTemporaryPostgres();
    await server.ensureDatabase("cps");
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    await expect(stat(server.home)).rejects.toThrow("ENOENT");
  });

  it("leaves nothing when the process that started it is killed", async () => {
    const program = runFixture("temporary-postgres.mjs", []);
    const line = await vi.waitUntil(
      () =>
        program
          .output()
          .split("\n")
          .find((text) => text.startsWith("{")),
      20_000,
    );
    const { home, pid }: { home: string; pid: number } = JSON.parse(line);
    expect(isAlive(pid)).toBe(true);
    program.child.kill("SIGKILL");
    await untilDead(pid);
    await vi.waitUntil(async () => !(await stat(home).catch(() => undefined)), 20_000);
  });
});
