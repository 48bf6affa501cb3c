import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { composeHub, discoverPartners, exportSupergraph } from "@segpol/gateway";
import { freePort } from "@segpol/launcher";
import { until } from "../../support/until.ts";
import type { Defer } from "../support/benchmark.ts";
import { ROOT, type Setting } from "./setting.ts";

/** A package of its own outside the workspaces: nobody else needs what it installs. */
const PACKAGE = fileURLToPath(new URL("../peers/", import.meta.url));
const PROGRAM = join(PACKAGE, "node_modules/@graphql-hive/gateway/dist/bin.js");
const CONFIG = join(PACKAGE, "gateway.config.mjs");
const READY_WITHIN_MS = 120_000;

export interface Peer {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
}

/** Hive Gateway, with its planner in Rust and without, and with equal requests in flight shared and not. */
const PEERS = [
  { name: "Hive", options: ["--hive-router-runtime"], share: "1" },
  { name: "Hive, not sharing", options: ["--hive-router-runtime"], share: "0" },
  { name: "Hive, JavaScript", options: [], share: "1" },
];

/** Installs the peers unless they are, and starts each over the hub's exported supergraph. */
export async function startPeers({ urls, partnerUrls }: Setting, defer: Defer): Promise<readonly Peer[]> {
  install();
  const folder = await mkdtemp(join(tmpdir(), "segpol-bench-"));
  defer(() => rm(folder, { recursive: true, force: true }));
  const supergraph = join(folder, "supergraph.graphql");
  const hub = composeHub(await discoverPartners({ rootDir: ROOT, env: partnerUrls }), { version: 1 });
  await writeFile(supergraph, exportSupergraph(hub, { catalogueUrl: new URL("/catalogue/graphql", urls[0]).href }));
  const peers: Peer[] = [];
  for (const [index, { name, options, share }] of PEERS.entries()) {
    process.stderr.write(`Starting ${name}.\n`);
    const log = join(folder, `${index}.log`);
    peers.push({ name, ...(await startPeer(["supergraph", supergraph, ...options], share, log, defer)) });
  }
  return peers;
}

function install(): void {
  if (changedAt(join(PACKAGE, "node_modules/.package-lock.json")) >= changedAt(join(PACKAGE, "package-lock.json")))
    return;
  process.stderr.write("Installing the peers.\n");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: PACKAGE,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`Expected npm ci in ${PACKAGE} to succeed; it ended with ${status}. See above.`);
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

async function startPeer(
  options: readonly string[],
  share: string,
  logFile: string,
  defer: Defer,
): Promise<Omit<Peer, "name">> {
  const port = await freePort();
  const log = openSync(logFile, "a");
  const where = ["--host", "127.0.0.1", "--port", String(port), "--config-path", CONFIG];
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...options, ...where], {
    cwd: PACKAGE,
    env: { PATH: process.env["PATH"], NODE_ENV: "production", SHARE_REQUESTS: share },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  try {
    await until(
      "the peer to answer",
      async () => (await fetch(`${url}?query={__typename}`).catch(() => undefined))?.status,
      (status) => status === 200,
      READY_WITHIN_MS,
    );
  } catch (error) {
    process.stderr.write(await readFile(logFile, "utf8"));
    throw error;
  }
  return { url, pid: child.pid ?? 0 };
}
