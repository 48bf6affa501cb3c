import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, type PostgresServer } from "@segpol/launcher";
import { UNREACHABLE_PARTNERS } from "../../support/partners.ts";
import { keepProcess, type KeptProcess } from "../../torture/processes.ts";
import type { Defer } from "./benchmark.ts";
import { until } from "../../support/until.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const START_WITHIN_MS = 120_000;

export interface BenchProcess {
  /** Address of its graph. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly pid: () => number | undefined;
  /** Memory that it holds now, in MiB. */
  memory(): Promise<number>;
  /** Milliseconds of processor that it has taken; 0 where the system does not say. */
  processor(): Promise<number>;
}

/** Starts a partner's process as it ships, with a database of its own. `folder`: subgraphs/cps */
export async function startPartnerProcess(
  postgres: PostgresServer,
  folder: string,
  defer: Defer,
): Promise<BenchProcess> {
  return await start(postgres, folder, {}, defer);
}

/** Name of the database of hub processes: a second one, or a hub within the benchmark, over it shares all that the first knows. */
export const DATABASE_OF_HUB_PROCESSES = "gateway";

/** Starts the hub as it ships, over the partners at these addresses; the others are down. `env`: further settings. */
export async function startHubProcess(
  postgres: PostgresServer,
  partners: Readonly<Record<string, string>>,
  defer: Defer,
  env: Readonly<Record<string, string>> = {},
): Promise<BenchProcess> {
  const urls = Object.fromEntries(Object.entries(partners).map(([code, url]) => [`${code}_URL`, url]));
  return await start(
    postgres,
    "gateway",
    { ...UNREACHABLE_PARTNERS, ...urls, ...env },
    defer,
    DATABASE_OF_HUB_PROCESSES,
  );
}

async function start(
  postgres: PostgresServer,
  folder: string,
  env: Readonly<Record<string, string>>,
  defer: Defer,
  database = folder.replaceAll(/\W/g, "_"),
): Promise<BenchProcess> {
  const logs = await mkdtemp(join(tmpdir(), "segpol-bench-"));
  const [port, databaseUrl] = [await freePort(), await postgres.ensureDatabase(database)];
  const logFile = join(logs, `${database}.log`);
  const child: KeptProcess = keepProcess({
    name: database,
    entry: join(ROOT, folder, "dist/main.js"),
    env: { LOG_LEVEL: "warn", ...env, DATABASE_URL: databaseUrl, PORT: String(port) },
    logFile,
  });
  defer(async () => {
    await child.stop();
    await rm(logs, { recursive: true, force: true });
  });
  try {
    await until(
      `${folder} to be ready (is it built? npm run build)`,
      () => Promise.resolve(child.isReady),
      (isReady) => isReady,
      START_WITHIN_MS,
    );
  } catch (error) {
    process.stderr.write(await readFile(logFile, "utf8").catch(() => ""));
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    databaseUrl,
    pid: () => child.pid,
    memory: () => memoryOf(child.pid),
    processor: () => processorOf(child.pid),
  };
}

/** MiB of the process that are in memory. */
async function memoryOf(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => undefined);
  const kilobytes = status
    ? /VmRSS:\s+(\d+)/.exec(status)?.[1]
    : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(kilobytes ?? 0) / 1_024;
}

/** Milliseconds of processor that a process has taken; the system counts hundredths of a second. */
export async function processorOf(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}
