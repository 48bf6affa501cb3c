import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LauncherError } from "../errors.js";
import { commandLine, isAlive } from "../pids.js";
import { waitFor } from "../wait.js";
import { runAs } from "./account.js";
import type { Binaries } from "./binaries.js";
import type { Placement } from "./home.js";
import { serverArguments } from "./settings.js";

/** PostgreSQL's first process, the one that listens. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Settles when the process has ended. */
  gone: Promise<void>;
}

/** The launcher's environment without the variables that PostgreSQL's programs read, and with messages in English. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

/** The server that runs on this cluster now, whoever started it. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const status = readStatus(cluster);
  if (!status || !isPostmaster(status.pid, cluster)) return undefined;
  return { pid: status.pid, port: status.port, gone: untilGone(status.pid, cluster) };
}

/** Starts a server on the cluster and waits until it accepts connections, after a crash until it has recovered. */
export async function spawnPostmaster(
  placement: Placement,
  binaries: Binaries,
  options: { port: number; durable: boolean; logFile: string },
): Promise<Postmaster> {
  await disownForeignLock(placement.cluster);
  const end = Date.now() + 15_000;
  for (;;) {
    const outcome = await attempt(placement, binaries, options);
    if (typeof outcome !== "string") return outcome;
    // Server processes of a killed postmaster end as soon as they notice.
    if (Date.now() < end && /pre-existing shared memory block|lock file .* already exists/.test(outcome)) continue;
    const cause = /Address already in use|could not bind/.test(outcome) ? "PORT_IN_USE" : "POSTGRES_FAILED";
    throw new LauncherError(
      cause,
      `PostgreSQL did not start on ${placement.cluster}, port ${options.port}. Its output:\n${outcome.trim()}`,
    );
  }
}

/** Fast shutdown (open transactions are rolled back), after `patience` milliseconds an immediate one, from which the next start recovers. */
export async function stopPostmaster(postmaster: Postmaster, cluster: string, patience: number): Promise<void> {
  for (const [signal, wait] of [
    ["SIGINT", patience],
    ["SIGQUIT", 500],
    ["SIGKILL", 1_000],
  ] as const) {
    if (!isPostmaster(postmaster.pid, cluster)) break;
    process.kill(postmaster.pid, signal);
    if (await waitFor(() => !isPostmaster(postmaster.pid, cluster), { within: wait, every: 10 })) break;
  }
  // An ending process loses its command line shortly before it disappears.
  await waitFor(() => !isAlive(postmaster.pid), { within: 500, every: 5 });
}

async function attempt(
  { cluster, account }: Placement,
  binaries: Binaries,
  { port, durable, logFile }: { port: number; durable: boolean; logFile: string },
): Promise<Postmaster | string> {
  const log = await open(logFile, "a");
  const logged = (await log.stat()).size;
  // In its own session: Ctrl-C reaches only the launcher, which stops the other processes before the database.
  const child = spawn(binaries.postgres, ["-D", cluster, ...serverArguments(port, durable)], {
    ...runAs(account),
    cwd: cluster,
    env: serverEnvironment(),
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  child.unref();
  let failure: string | undefined;
  const gone = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      failure = String(error);
      resolve();
    });
    child.once("exit", (code, signal) => {
      failure = `(ended with ${signal ?? `code ${code}`})`;
      resolve();
    });
  });
  await log.close();
  const isReady = (): boolean => {
    const status = readStatus(cluster);
    return status?.pid === child.pid && status?.state === "ready";
  };
  await waitFor(() => failure !== undefined || isReady(), { within: 120_000 });
  if (failure === undefined && child.pid !== undefined && isReady()) return { pid: child.pid, port, gone };
  child.kill("SIGKILL");
  return `${(await readFile(logFile)).subarray(logged).toString("utf8")}${failure ?? "(not ready after two minutes)"}`;
}

interface Status {
  pid: number;
  port: number;
  state: string;
}

/** Lines of postmaster.pid: process, folder, start time, port, socket folder, address, shared memory, state. */
function readStatus(cluster: string): Status | undefined {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? "").trim() };
  } catch {
    return undefined;
  }
}

function isPostmaster(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  const command = commandLine(pid);
  return command.includes("postgres") && command.includes(cluster);
}

async function untilGone(pid: number, cluster: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (isPostmaster(pid, cluster)) return;
      clearInterval(timer);
      resolve();
    }, 500);
    timer.unref();
  });
}

/**
 * After a crash, the process id in postmaster.pid may now belong to an unrelated process, and PostgreSQL would refuse to start. PostgreSQL
 * ignores a lock of its own parent, and still checks that no server process of the crashed postmaster uses the shared memory. So the
 * launcher, the parent, writes its own id there.
 */
async function disownForeignLock(cluster: string): Promise<void> {
  const status = readStatus(cluster);
  if (!status || !isAlive(status.pid) || isPostmaster(status.pid, cluster)) return;
  const file = join(cluster, "postmaster.pid");
  const lines = (await readFile(file, "utf8")).split("\n");
  await writeFile(file, [String(process.pid), ...lines.slice(1)].join("\n"));
}
