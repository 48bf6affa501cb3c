import { execFile, spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort, isPortFree } from "@segpol/launcher";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PARTNER_CODES } from "../support/partners.js";
import { query } from "./support/graph.js";

const rootDir = fileURLToPath(new URL("../../", import.meta.url));
const VARIABLES = ["HUB", ...PARTNER_CODES, "SEGPOL_POSTGRES", "SEGPOL_ISSUER"].map((name) => `${name}_PORT`);

/** "npm start", as it is typed. */
interface Started {
  readonly output: () => string;
  /** Resolves when the addresses are shown. */
  readonly ready: Promise<unknown>;
  /** Resolves with npm's exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Sends a signal to npm alone, which is all that "kill" on its process id does. */
  readonly signal: (name: NodeJS.Signals) => void;
}

let dataDir: string;
let ports: Record<string, string>;
let latest: Started | undefined;

function npmStart(...args: string[]): Started {
  const npm = spawn("npm", ["start", ...args], {
    cwd: rootDir,
    env: { ...process.env, ...ports, SEGPOL_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ready = vi.waitFor(async () => {
    if (npm.exitCode === null) expect(output).toContain("Ctrl-C stops everything.");
    return output;
  }, 150_000);
  latest = {
    output: () => output,
    ready,
    ended: new Promise((resolve) => npm.once("exit", (code) => resolve(code))),
    signal: (name) => void npm.kill(name),
  };
  return latest;
}

/** The process of the launcher itself, which holds the only lease on the data folder's PostgreSQL. */
async function launcherPid(): Promise<number> {
  const [lease = ""] = await readdir(join(dataDir, "postgres", "users"));
  return Number.parseInt(lease, 10);
}

async function expectNobodyListens(): Promise<void> {
  const taken = async (): Promise<string[]> => {
    const free = await Promise.all(Object.values(ports).map((port) => isPortFree(Number(port))));
    return VARIABLES.filter((_name, index) => !free[index]);
  };
  await expect.poll(taken).toEqual([]);
}

/** Has npm get a signal. */
async function expectEndAt(signal: NodeJS.Signals): Promise<void> {
  latest?.signal(signal);
  expect(await latest?.ended).toBe(0);
  await expectNobodyListens();
}

interface Kept {
  records: { totalCount: number; nodes: { id: string; version: number; updatedAt: string }[] };
}

const hubGraph = (): string => `http://127.0.0.1:${ports.HUB_PORT}/graphql`;

const kept = async (): Promise<Kept> =>
  query<Kept>(hubGraph(), "{ records(first: 100) { totalCount nodes { id version updatedAt } } }");

describe("npm start", { timeout: 240_000 }, () => {
  let first: Kept;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "segpol-start-"));
    await chmod(dataDir, 0o755);
    ports = Object.fromEntries(
      await Promise.all(VARIABLES.map(async (name) => [name, String(await freePort())] as const)),
    );
  });
  afterAll(async () => {
    latest?.signal("SIGTERM");
    await latest?.ended;
    await rm(dataDir, { recursive: true, force: true });
  });

  it("ends with the addresses of the hub, the explorer and every partner", async () => {
    const started = npmStart();
    await started.ready;
    expect(started.output()).toContain(`http://localhost:${ports.HUB_PORT}/explorer`);
    for (const name of VARIABLES.filter((each) => !each.startsWith("SEGPOL_"))) {
      expect(started.output(), name).toContain(`http://localhost:${ports[name]}`);
    }
    expect(started.output()).toContain(`(issuer http://127.0.0.1:${ports.SEGPOL_ISSUER_PORT})`);
    await expect
      .poll(() => query<{ partners: { source: { state: string } }[] }>(hubGraph(), "{ partners { source { state } } }"))
      .toSatisfy(({ partners }: { partners: { source: { state: string } }[] }) =>
        partners.every(({ source }) => source.state === "LIVE"),
      );
    first = await kept();
    expect(first.records.totalCount).toBe(first.records.nodes.length);
  });

  it("has the README's commands for tokens, which get what they show", async () => {
    const readme = await readFile(join(rootDir, "README.md"), "utf8");
    const commands = /## Tokens[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const run = async (text: string): Promise<string> => {
      const here = text.replace(":4000/", `:${ports.HUB_PORT}/`);
      const env = { ...process.env, ...ports, SEGPOL_DATA_DIR: dataDir };
      return (await promisify(execFile)("sh", ["-ec", here], { cwd: rootDir, env })).stdout;
    };
    expect(JSON.parse(await run(commands))).toEqual({ data: { records: { totalCount: first.records.totalCount } } });
    expect(await run(commands.replace("Bearer $TOKEN", "Bearer x$TOKEN"))).toContain("TOKEN_");
  });

  it("leaves nothing running when its process is killed", async () => {
    process.kill(await launcherPid(), "SIGKILL");
    await latest?.ended;
    await expectNobodyListens();
  });

  it("keeps the data the second time, seeds nothing twice, and ends every process at SIGTERM to npm", async () => {
    await npmStart().ready;
    expect(await kept()).toEqual(first);
    await expectEndAt("SIGTERM");
  });

  it("starts one partner alone, and names the port that a second start of it finds taken", async () => {
    const alone = npmStart("-w", "subgraphs/cps");
    await alone.ready;
    const graph = `http://127.0.0.1:${ports.CPS_PORT}/graphql`;
    expect(await query(graph, "{ cpsFocusGroups { __typename } }")).toMatchObject({
      cpsFocusGroups: expect.arrayContaining([{ __typename: "CpsFocusGroup" }]),
    });
    expect(await isPortFree(Number(ports.HUB_PORT))).toBe(true);

    const second = npmStart("-w", "subgraphs/cps");
    latest = alone;
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(new RegExp(`PORT_IN_USE.*port ${ports.CPS_PORT} of partner CPS.*CPS_PORT`, "s"));
  });

  it("ends at SIGINT to npm", async () => await expectEndAt("SIGINT"));

  it("leaves nothing running when npm is killed", async () => {
    await npmStart("-w", "subgraphs/cps").ready;
    latest?.signal("SIGKILL");
    await expectNobodyListens();
  });
});
