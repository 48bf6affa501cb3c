import { readFileSync, statfsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vitest/config";

// Workers, and the hubs and partners that they start, are many processes that load the same modules.
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("node_modules/.cache/node-compile", import.meta.url));

// A database is some seven hundred files: on a disk its copy takes twenty times as much of a processor as in memory.
const inMemory = memoryFolder();
if (inMemory !== undefined) process.env["TMPDIR"] ??= inMemory;

/** Linux' folder in memory, where programs may be started from it and a run's databases have room: containers may give it 64 MB. */
function memoryFolder(): string | undefined {
  const folder = "/dev/shm";
  if (process.platform !== "linux") return undefined;
  const mount = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .find((line) => line.split(" ")[1] === folder);
  if (mount === undefined || /\bnoexec\b/.test(mount)) return undefined;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= 4 * 2 ** 30 ? folder : undefined;
}

/** What all tests share. */
export const common = defineConfig({
  // Vite takes graphql's ESM build where Node takes the CommonJS one; schemas of two copies of graphql do not mix.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    environment: "node",
    // What is built needs no transforming: a package's tests run on its own sources and on what the others have built.
    server: { deps: { external: [/\/dist\//] } },
    // Real servers and databases need more than the default deadlines.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Time to fail after, not to pass within: a second would measure the machine.
    expect: { poll: { timeout: 60_000 } },
    retry: 0,
    passWithNoTests: false,
  },
});

/** The tests of one package. */
const shared = mergeConfig(common, defineConfig({ test: { include: ["test/**/*.test.ts"] } }));

export default shared;

/** A PostgreSQL for each worker of a run. */
export const DATABASES = "@segpol/launcher/testing/setup";

/** For a package whose tests need databases. */
export const withDatabases = mergeConfig(shared, defineConfig({ test: { globalSetup: [DATABASES] } }));
