import { describe, expect, it, vi } from "vitest";
import { freePort } from "../src/index.js";
import { fakeCheckout, occupy, runFixture, temporaryFolder, untilDead, type Program } from "./support.js";

async function ports(): Promise<Record<string, string>> {
  const names = ["HUB_PORT", "CPS_PORT", "CPL_PORT", "SEGPOL_POSTGRES_PORT", "SEGPOL_ISSUER_PORT"];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())] as const)));
}

async function run(
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<{ program: Program; env: Record<string, string> }> {
  const all = { ...(await ports()), SEGPOL_THROWAWAY: "1", ...env };
  return { program: runFixture("command.mjs", [await fakeCheckout(), ...args], all), env: all };
}

const isUp = (program: Program): Promise<boolean> =>
  vi.waitUntil(() => program.output().includes("Ctrl-C stops everything."), 20_000);

async function pidsOf(env: Record<string, string>): Promise<number[]> {
  const urls = [env.HUB_PORT, env.CPS_PORT, env.CPL_PORT].map((port) => `http://127.0.0.1:${port}`);
  return await Promise.all(urls.map(async (url) => ((await (await fetch(url)).json()) as { pid: number }).pid));
}

describe("the command", () => {
  it("tells what it does and ends with the addresses", async () => {
    const { program, env } = await run();
    await isUp(program);
    expect(program.output()).toMatch(/\d\.\d s {2}PostgreSQL is set up on port \d+/);
    expect(program.output()).toMatch(/\d\.\d s {2}CPS is ready/);
    expect(program.output()).toContain(`hub       http://localhost:${env.HUB_PORT}  (graph at /graphql)`);
    expect(program.output()).toContain(`explorer  http://localhost:${env.HUB_PORT}/explorer`);
    expect(program.output()).toContain(`CPL       http://localhost:${env.CPL_PORT}/graphql`);
    const issuer = `(issuer http://127.0.0.1:${env.SEGPOL_ISSUER_PORT})`;
    expect(program.output()).toContain(`tokens    npm run token -- --role partner:CPS:editor  ${issuer}`);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("ends everything at %s, with exit code 0", async (signal) => {
    const { program, env } = await run([], signal === "SIGTERM" ? { FAKE_CPS: "stubborn" } : {});
    await isUp(program);
    const pids = await pidsOf(env);
    program.child.kill(signal);
    expect(await program.ended).toEqual({ code: 0, signal: null });
    for (const pid of pids) await untilDead(pid, 0);
    await expect(fetch(`http://127.0.0.1:${env.SEGPOL_POSTGRES_PORT}`)).rejects.toThrow("fetch failed");
  });

  it("leaves no process behind when it is killed, and starts again on the same data", async () => {
    const dataDir = await temporaryFolder();
    const { program, env } = await run([], { SEGPOL_DATA_DIR: dataDir });
    await isUp(program);
    const pids = await pidsOf(env);
    program.child.kill("SIGKILL");
    await program.ended;
    for (const pid of pids) await untilDead(pid, 5_000);

    const { program: next } = await run([], { ...env, SEGPOL_DATA_DIR: dataDir });
    await isUp(next);
    expect(next.output()).toContain("PostgreSQL is up");
  });

  it("ends with exit code 0 also when it is told to while it starts", async () => {
    const { program, env } = await run();
    await vi.waitUntil(() => program.output().includes("PostgreSQL is set up"), 20_000);
    program.child.kill("SIGINT");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.output()).not.toContain("STOPPED");
    await expect(fetch(`http://127.0.0.1:${env.SEGPOL_POSTGRES_PORT}`)).rejects.toThrow("fetch failed");
  });

  it("ends when the shell of npm, which started it, is gone", async () => {
    const env = { ...(await ports()), SEGPOL_THROWAWAY: "1", npm_lifecycle_event: "start" };
    const program = runFixture("command.mjs", [await fakeCheckout()], env, { shell: true });
    await isUp(program);
    const pids = await pidsOf(env);
    program.child.kill("SIGKILL");
    await program.ended;
    for (const pid of pids) await untilDead(pid, 5_000);
    expect(program.output()).toContain("npm is gone: stopping");
  });

  it("refuses a second launcher on the same data, which --only joins instead", async () => {
    const dataDir = await temporaryFolder();
    const first = await run(["--only", "CPS"], { SEGPOL_DATA_DIR: dataDir });
    await isUp(first.program);
    const full = await run([], { SEGPOL_DATA_DIR: dataDir });
    await isUp(full.program);
    expect(full.program.output()).toContain("PostgreSQL runs already and is used");

    const refused = await run([], { SEGPOL_DATA_DIR: dataDir });
    expect(await refused.program.ended).toMatchObject({ code: 1 });
    expect(refused.program.output()).toMatch(
      new RegExp(`DATA_DIR_IN_USE.*process ${full.program.child.pid}.*SEGPOL_DATA_DIR`, "s"),
    );
  });

  it("ends with code 1 and the hub's last lines when the hub does not start", async () => {
    const { program } = await run([], { FAKE_HUB: "fail" });
    expect(await program.ended).toMatchObject({ code: 1 });
    expect(program.output()).toMatch(/CHILD_FAILED\nhub ended with code 1.*HUB cannot start/s);
  });

  it("ends with code 1 and names the variable when PostgreSQL's port is busy", async () => {
    const port = await freePort();
    await occupy(port);
    const { program } = await run([], { SEGPOL_POSTGRES_PORT: String(port) });
    expect(await program.ended).toMatchObject({ code: 1 });
    expect(program.output()).toContain(`port ${port} of PostgreSQL is in use`);
  });

  it("refuses flags that it does not know with code 2", async () => {
    const { program } = await run(["--olny", "CPS"]);
    expect(await program.ended).toMatchObject({ code: 2 });
    expect(program.output()).toMatch(/Unknown option '--olny'.*--help/s);
  });

  it("explains every variable and every partner's port in --help", async () => {
    const { program } = await run(["--help"]);
    expect(await program.ended).toMatchObject({ code: 0 });
    for (const name of [
      "HOST",
      "HUB_PORT",
      "CPS_PORT",
      "SEGPOL_POSTGRES_PORT",
      "SEGPOL_ISSUER_PORT",
      "SEGPOL_TOKEN_ISSUER",
      "<CODE>_DATABASE_OWNER_URL",
      "SEGPOL_PORT_OFFSET",
      "SEGPOL_DATA_DIR",
      "HUB_DATABASE_URL",
      "LOG_LEVEL",
    ]) {
      expect(program.output()).toContain(`  ${name}`);
    }
  });
});
