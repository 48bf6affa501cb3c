import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "@segpol/launcher";
import { buildSchema } from "graphql";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { query } from "./support/graph.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMANDS = join(ROOT, "gateway/dist/cli/main.js");

let dataDir: string;
let running: Awaited<ReturnType<typeof launch>>;
let gentUrl: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "segpol-join-"));
  await chmod(dataDir, 0o755);
  running = await launch({
    rootDir: ROOT,
    dataDir,
    ports: "free",
    only: ["HUB", "CPS", "GENT"],
    env: { SEGPOL_THROWAWAY: "1" },
  });
  gentUrl = running.partners["GENT"]?.url ?? "";
});

afterAll(async () => {
  await running?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** A command as a person gives it on this machine: it finds the token where the hub keeps it. */
function command(...words: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, SEGPOL_DATA_DIR: dataDir, SEGPOL_HUB_URL: running.hubUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMANDS, ...words], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said: `${out}${err}` });
    });
  });
}

/** `npm run -s hub -- ...`: the command as npm starts it, and what it writes to standard output alone. */
function npmRunHub(...words: string[]): Promise<string> {
  const env = { ...process.env, SEGPOL_DATA_DIR: dataDir, HUB_PORT: new URL(running.hubUrl).port };
  return new Promise((resolve, reject) => {
    execFile(
      "npm",
      ["run", "--silent", "hub", "--", ...words],
      { cwd: ROOT, env, maxBuffer: 1 << 24 },
      (error, out) => {
        if (error) reject(error);
        else resolve(out);
      },
    );
  });
}

interface Seen {
  readonly partners: readonly { readonly code: string; readonly source: { readonly state: string } }[];
  readonly recommendations: {
    readonly totalCount: number;
    readonly facets: { readonly partners: readonly { readonly code: string; readonly count: number }[] };
  };
}

const look = () =>
  query<Seen>(
    `${running.hubUrl}/graphql`,
    "{ partners { code source { state } } recommendations { totalCount facets { partners { code count } } } }",
  );
const harvested = () =>
  vi.waitFor(async () => {
    const seen = await look();
    expect(gentIn(seen)).toMatchObject({ source: { state: "LIVE" } });
    return seen;
  }, 20_000);
const gentIn = ({ partners }: Seen) => partners.find(({ code }) => code === "GENT");

it("a partner leaves a hub that runs and joins it again, by two commands", { timeout: 180_000 }, async () => {
  const before = await harvested();
  const count = before.recommendations.facets.partners.find(({ code }) => code === "GENT")?.count ?? 0;
  expect(count).toBeGreaterThan(0);

  expect(await command("partner", "leave", "--code", "GENT", "--reason", "It moves.")).toMatchObject({ code: 0 });
  const without = await look();
  expect(gentIn(without)).toBeUndefined();
  expect(without.recommendations.totalCount).toBe(before.recommendations.totalCount - count);

  expect((await command("partner", "check", gentUrl, "--code", "GENT")).said).toContain("GENT may join.");
  const joined = await command("partner", "join", "--code", "GENT", "--url", gentUrl);
  expect(joined).toMatchObject({ code: 0, said: expect.stringContaining("GENT has joined") });
  const after = await harvested();
  expect(after.recommendations.totalCount).toBe(before.recommendations.totalCount);
  const { said } = await command("history");
  expect(said).toMatch(/JOIN GENT[^]*LEAVE GENT[^]*It moves\.[^]*START/);
  expect((await command("partner", "publish", "--code", "GENT")).said).toContain("NOTHING_NEW");
});

it(
  "the command finds the hub that was started here, and its output can be kept as it is",
  { timeout: 180_000 },
  async () => {
    expect(buildSchema(await npmRunHub("export"), { assumeValid: true }).getType("CpsEvent")).toBeDefined();
    expect(JSON.parse(await npmRunHub("history", "--json"))).toContainEqual(
      expect.objectContaining({ who: "the hub, at its start" }),
    );
  },
);
