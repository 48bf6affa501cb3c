import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createTokenVerifier } from "@segpol/identity";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  freePort,
  launch,
  prepareLaunch,
  startTemporaryPostgres,
  type Launch,
  type LaunchOptions,
  type ReportLine,
} from "../src/index.js";
import { isAlive } from "../src/pids.js";
import { fakeCheckout, occupy, query, untilDead } from "./support.js";

async function start(options: Partial<LaunchOptions> = {}): Promise<{ running: Launch; lines: ReportLine[] }> {
  const lines: ReportLine[] = [];
  const rootDir = options.rootDir ?? (await fakeCheckout());
  const running = await launch({
    rootDir,
    ports: "free",
    report: (line) => lines.push(line),
    ...options,
    env: { SEGPOL_THROWAWAY: "1", ...options.env },
  });
  onTestFinished(async () => await running.stop());
  return { running, lines };
}

/** A launch for a test of its processes alone: they are given databases, which the stand-ins do not use, and none is embedded. */
async function startProcesses(options: Partial<LaunchOptions> = {}): ReturnType<typeof start> {
  const given = ["HUB", "CPS", "CPL"].map((code) => [`${code}_DATABASE_URL`, "postgres://a:b@127.0.0.1:1/c"]);
  return await start({ ...options, env: { ...Object.fromEntries(given), ...options.env } });
}

interface Answer {
  code: string;
  pid: number;
  env: Record<string, string>;
}

async function ask(url: string): Promise<Answer> {
  return (await (await fetch(url)).json()) as Answer;
}

const WHO = "select current_user::text as me, current_database() as here";

const textOf = (lines: ReportLine[]): string =>
  lines.map(({ who, level, text }) => `${who} ${level}: ${text}`).join("\n");

describe("a launch", () => {
  it("runs the hub and each partner as a process of its own with a database of its own", async () => {
    const { running } = await start();
    const answers = await Promise.all(
      [running.hubUrl, ...Object.values(running.partners).map(({ url }) => url)].map(ask),
    );
    expect(answers.map(({ code }) => code)).toEqual(["HUB", "CPS", "CPL"]);
    expect(new Set([process.pid, ...answers.map(({ pid }) => pid)]).size).toBe(4);
    for (const { code, env } of answers) {
      const here = code.toLowerCase();
      expect(await query(env.DATABASE_URL ?? "", WHO)).toEqual([
        { me: code === "HUB" ? here : `${here}-serving`, here },
      ]);
      expect(running.databaseUrls[code]).toBe(env.DATABASE_URL);
    }
    expect(answers[0]?.env).toMatchObject({ CPS_URL: running.partners.CPS?.url, CPL_URL: running.partners.CPL?.url });
  });

  it("gives a partner the role that owns its database too, and the hub no other than that", async () => {
    const { running } = await start();
    for (const code of ["CPS", "CPL"]) {
      const { env } = await ask(running.partners[code]?.url ?? "");
      const name = code.toLowerCase();
      expect(await query(env.DATABASE_OWNER_URL ?? "", WHO)).toEqual([{ me: name, here: name }]);
      expect(running.ownerDatabaseUrls[code]).toBe(env.DATABASE_OWNER_URL);
    }
    const { env } = await ask(running.hubUrl);
    expect(env).not.toHaveProperty("DATABASE_OWNER_URL");
    expect(running.ownerDatabaseUrls.HUB).toBe(env.DATABASE_URL);
  });

  it("runs a token issuer, whose address the hub and every partner get", async () => {
    const { running } = await startProcesses();
    const { issuer } = running;
    const token = await issuer?.sign({ subject: "u", roles: ["cabinet"], audience: "segpol", lifetimeS: 60 });
    for (const url of [running.hubUrl, running.partners.CPL?.url ?? ""]) {
      const { env } = await ask(url);
      expect(env.SEGPOL_HUB_ISSUER).toBe(running.hubUrl);
      const trusted = { issuer: env.SEGPOL_TOKEN_ISSUER ?? "", jwksUrl: env.SEGPOL_TOKEN_JWKS_URL ?? "" };
      const verifier = createTokenVerifier({ issuers: [{ ...trusted, audiences: ["segpol"] }] });
      expect(await verifier.identify(`Bearer ${token}`)).toMatchObject({ subject: "u", roles: ["cabinet"] });
    }
    await running.stop();
    await expect(fetch(issuer?.jwksUrl ?? "")).rejects.toThrow("fetch failed");
  });

  it("joins the issuer of a launch that runs on the same data, and leaves it running", async () => {
    const rootDir = await fakeCheckout();
    const { running: first } = await startProcesses({ rootDir, only: ["CPS"] });
    const { running: second } = await startProcesses({ rootDir, only: ["CPL"] });
    const [own, joined] = await Promise.all(
      [first.partners.CPS, second.partners.CPL].map((each) => ask(each?.url ?? "")),
    );
    expect(joined?.env.SEGPOL_TOKEN_ISSUER).toBe(own?.env.SEGPOL_TOKEN_ISSUER);
    await second.stop();
    expect((await fetch(first.issuer?.jwksUrl ?? "")).status).toBe(200);
  });

  it("runs no issuer where the environment names another, which everybody is told of", async () => {
    const env = {
      SEGPOL_TOKEN_ISSUER: "https://id.example.org",
      SEGPOL_HUB_ISSUER: "https://hub.example.org",
      NODE_ENV: "production",
    };
    const { running } = await startProcesses({ env });
    expect(running.issuer).toBeUndefined();
    for (const url of [running.hubUrl, running.partners.CPS?.url ?? ""]) {
      const { env: told } = await ask(url);
      expect(told).toMatchObject(env);
      expect(told).not.toHaveProperty("SEGPOL_TOKEN_JWKS_URL");
    }
  });

  it("keeps each process's output in a log of its own", async () => {
    const { running } = await startProcesses();
    const log = join(running.dataDir, "logs", "cps.log");
    expect(running.partners.CPS?.logFile).toBe(log);
    expect(await vi.waitUntil(async () => (await readFile(log, "utf8")).trim() || undefined, 20_000)).toContain(
      '"msg":"CPS listens"',
    );
  });

  it("shows warnings, with the name of the process", async () => {
    const { running, lines } = await startProcesses();
    await ask(`${new URL(running.partners.CPS?.url ?? "").origin}/warn`);
    await vi.waitUntil(() => lines.some(({ text }) => text === "CPS is worried"), 20_000);
    expect(lines.find(({ level }) => level === "warn")).toEqual({ level: "warn", who: "CPS", text: "CPS is worried" });
  });

  it("runs only what it is asked for", async () => {
    const { running } = await startProcesses({ only: ["CPL"] });
    expect(Object.keys(running.partners)).toEqual(["CPL"]);
    expect(running.hub).toBeUndefined();
  });

  it("embeds no PostgreSQL when every process is given a database", async () => {
    const server = await startTemporaryPostgres();
    onTestFinished(async () => await server.stop());
    const url = await server.ensureDatabase("elsewhere");
    const { running } = await start({ env: { HUB_DATABASE_URL: url, CPS_DATABASE_URL: url, CPL_DATABASE_URL: url } });
    expect(running.postgres).toBeUndefined();
    expect((await ask(running.hubUrl)).env.DATABASE_URL).toBe(url);
  });

  it("ends every process, the stubborn ones by force", async () => {
    const { running } = await start({ env: { FAKE_CPL: "stubborn" } });
    const pids = [running.hub, ...Object.values(running.partners), running.postgres].map((part) => part?.pid ?? 0);
    expect(pids.every(isAlive)).toBe(true);
    await running.stop();
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

describe("a partner", () => {
  it("that dies is started again on its port, while the others go on", async () => {
    const { running, lines } = await startProcesses();
    const { CPS: cps, CPL: cpl } = running.partners;
    const pids = { hub: running.hub?.pid, cps: cps?.pid, cpl: cpl?.pid };
    await expect(fetch(`${new URL(cps?.url ?? "").origin}/crash`)).rejects.toThrow();
    await vi.waitUntil(() => cps?.pid !== undefined && cps.pid !== pids.cps, 20_000);
    await cps?.whenReady();
    expect(await ask(cps?.url ?? "")).toMatchObject({ code: "CPS", pid: cps?.pid });
    expect({ hub: running.hub?.pid, cpl: cpl?.pid }).toEqual({ hub: pids.hub, cpl: pids.cpl });
    expect(textOf(lines)).toMatch(
      /CPS error: ended with code 7; it is started again in 0.5 s. Its last lines:\n.*CPS listens/,
    );
    expect(textOf(lines)).toContain("CPS info: is ready again");
  });

  it("that is stopped on purpose stays stopped until it is started", async () => {
    const { running } = await startProcesses();
    const cps = running.partners.CPS;
    await cps?.stop();
    expect(cps).toMatchObject({ state: "stopped", pid: undefined });
    await expect(fetch(cps?.url ?? "")).rejects.toThrow();
    await cps?.start();
    expect(await ask(cps?.url ?? "")).toMatchObject({ code: "CPS", pid: cps?.pid });
  });

  it("that is asked twice at once to start is started once", async () => {
    const { running } = await startProcesses();
    const cps = running.partners.CPS;
    await cps?.stop();
    await Promise.all([cps?.start(), cps?.start()]);
    await cps?.start();
    expect(await ask(cps?.url ?? "")).toMatchObject({ code: "CPS", pid: cps?.pid });
  });

  it("that cannot start is shown with its last lines and tried again; the rest runs", async () => {
    const { running, lines } = await startProcesses({ env: { FAKE_CPL: "fail" } });
    expect(running.hub?.state).toBe("ready");
    expect(running.partners.CPS?.state).toBe("ready");
    await vi.waitUntil(() => lines.filter(({ who, level }) => who === "CPL" && level === "error").length >= 3, 20_000);
    expect(textOf(lines)).toMatch(/CPL error: cannot migrate: relation is missing/);
    expect(textOf(lines)).toMatch(/started again in 1 s.*CPL cannot start/s);
  });
});

describe("a start that fails", () => {
  it("for want of the hub ends everything and says what the hub said last", async () => {
    const lines: ReportLine[] = [];
    const failing = launch({
      rootDir: await fakeCheckout(),
      ports: "free",
      env: { FAKE_HUB: "fail", SEGPOL_THROWAWAY: "1" },
      report: (line) => lines.push(line),
    });
    await expect(failing).rejects.toMatchObject({
      code: "CHILD_FAILED",
      message: expect.stringMatching(/hub ended with code 1.*HUB cannot start/s),
    });
    const log = /data in (\S+)/.exec(textOf(lines))?.[1] ?? "";
    const lock = await readFile(join(log, "cluster", "postmaster.pid"), "utf8").catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(lock).toBe("ENOENT");
  });

  it("for busy ports names each of them with its variable, and has started nothing", async () => {
    const [hub, cps, cpl, issuer] = [await freePort(), await freePort(), await freePort(), await freePort()];
    await Promise.all([occupy(hub), occupy(cps), occupy(issuer)]);
    const rootDir = await fakeCheckout();
    const env = { HUB_PORT: `${hub}`, CPS_PORT: `${cps}`, CPL_PORT: `${cpl}`, SEGPOL_ISSUER_PORT: `${issuer}` };
    const lines: ReportLine[] = [];
    await expect(launch({ rootDir, env, report: (line) => lines.push(line) })).rejects.toMatchObject({
      code: "PORT_IN_USE",
      message: expect.stringMatching(
        new RegExp(
          `port ${hub} of the hub.*HUB_PORT.*port ${cps} of partner CPS.*CPS_PORT.*port ${issuer} of the token issuer.*SEGPOL_ISSUER_PORT`,
          "s",
        ),
      ),
    });
    expect(lines).toEqual([]);
  });

  it("for one port asked for twice names both variables", async () => {
    const port = String(await freePort());
    const env = { HUB_PORT: port, CPS_PORT: String(await freePort()), CPL_PORT: port };
    await expect(launch({ rootDir: await fakeCheckout(), env })).rejects.toMatchObject({
      message: expect.stringContaining("set HUB_PORT or CPL_PORT"),
    });
  });

  it("in production for want of an issuer has started nothing, and says what a start needs", async () => {
    const rootDir = await fakeCheckout();
    const lines: ReportLine[] = [];
    const failing = launch({
      rootDir,
      ports: "free",
      env: { NODE_ENV: "production" },
      report: (line) => lines.push(line),
    });
    await expect(failing).rejects.toMatchObject({
      code: "ISSUER_MISSING",
      message: expect.stringContaining("SEGPOL_TOKEN_ISSUER"),
    });
    expect(lines).toEqual([]);
  });

  it("for want of a build says how to build", async () => {
    const rootDir = await fakeCheckout();
    await rm(join(rootDir, "gateway", "dist"), { recursive: true });
    await expect(launch({ rootDir, ports: "free" })).rejects.toMatchObject({
      code: "NOT_BUILT",
      message: expect.stringContaining("npm run build"),
    });
  });
});

it("starts PostgreSQL again when it dies, on the same port", async () => {
  const { running, lines } = await start({ env: { SEGPOL_THROWAWAY: "" } });
  const killed = running.postgres?.pid ?? 0;
  const { DATABASE_URL: url = "" } = (await ask(running.hubUrl)).env;
  process.kill(killed, "SIGKILL");
  await vi.waitUntil(() => running.postgres?.pid !== killed, 20_000);
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(textOf(lines)).toContain("PostgreSQL error: ended; it is started again");
});

it("can be stopped while it starts, and leaves nothing running", async () => {
  const lines: ReportLine[] = [];
  const prepared = prepareLaunch({ rootDir: await fakeCheckout(), ports: "free", report: (line) => lines.push(line) });
  const starting = prepared.start();
  starting.catch(() => undefined);
  const server = await vi.waitUntil(() => lines.find(({ who }) => who === "PostgreSQL")?.text, 20_000);
  await prepared.stop();
  await expect(starting).rejects.toThrow("stopped before");
  const home = /data in (\S+)/.exec(server)?.[1] ?? "";
  await expect(readFile(join(home, "cluster", "postmaster.pid"))).rejects.toThrow("ENOENT");
});

it("leaves no process when it is told to stop twice at once", async () => {
  const { running } = await startProcesses();
  const pid = running.hub?.pid ?? 0;
  await Promise.all([running.stop(), running.stop()]);
  await untilDead(pid);
  await expect(fetch(running.hubUrl)).rejects.toThrow();
});
