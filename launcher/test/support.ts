import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { onTestFinished, vi } from "vitest";
import { commandLine, isAlive } from "../src/pids.js";

/** A folder that is removed after the test, after what runs in it was stopped: clean-ups run in reverse. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "segpol-launcher-test-"));
  await chmod(folder, 0o755);
  onTestFinished(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

/** Ports that the packages of partners claim. */
const PORTS: Readonly<Record<string, number>> = { CPS: 4101, CPL: 4102, CC_GPI: 4104, GENT: 4107 };

/** A checkout whose hub and partners are stand-ins. */
export async function fakeCheckout(codes: readonly string[] = ["CPS", "CPL"]): Promise<string> {
  const root = await temporaryFolder();
  await fakePackage(join(root, "gateway"), "HUB", { name: "@segpol/gateway" });
  for (const code of codes) {
    const folder = code.toLowerCase().replaceAll("_", "-");
    await fakePackage(join(root, "subgraphs", folder), code, {
      name: `@segpol/${folder}`,
      segpol: { role: "partner", code, url: `http://localhost:${PORTS[code]}/graphql` },
    });
  }
  return root;
}

export async function fakePackage(folder: string, code: string, manifest: object): Promise<void> {
  const program = new URL("fixtures/process.mjs", import.meta.url).href;
  await mkdir(join(folder, "dist"), { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", ...manifest }));
  await writeFile(join(folder, "dist", "main.js"), `process.env.FAKE_CODE = "${code}";\nawait import("${program}");\n`);
}

export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Listens on the port until the test is over. */
export async function occupy(port: number): Promise<void> {
  // What comes is read, so that the end of a connection is seen.
  const server = createServer((socket) => socket.on("error", () => undefined).resume());
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  onTestFinished(async () => await new Promise<void>((resolve) => server.close(() => resolve())));
}

/** A program of test/fixtures as a child process, killed after the test if it still runs. */
export interface Program {
  child: ChildProcess;
  /** What it has printed so far. */
  output: () => string;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** With `shell`, the child is a shell that waits for the program, as in "npm start". */
export function runFixture(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
  { shell = false } = {},
): Program {
  const file = fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
  const words = [process.execPath, file, ...args];
  const [command = "", ...rest] = shell ? ["/bin/sh", "-c", '"$@"; exit $?', "sh", ...words] : words;
  const child = spawn(command, rest, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: shell,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal })),
  );
  onTestFinished(async () => {
    child.kill("SIGTERM");
    // The shell may be gone, and the program that it started not.
    if (shell && child.pid !== undefined) endGroup(child.pid);
    await ended;
  });
  return { child, output: () => output, ended };
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGTERM");
  } catch {
    // Nobody of the group is left.
  }
}

export async function untilDead(pid: number, within = 20_000): Promise<void> {
  await vi.waitUntil(() => !isAlive(pid) || isZombie(pid), within);
}

function isZombie(pid: number): boolean {
  return commandLine(pid) === "";
}
