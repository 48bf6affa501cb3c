#!/usr/bin/env node
// Builds the launcher itself, which then builds what it is asked to run.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
process.env.TURBO_TELEMETRY_DISABLED ??= "1";
const turbo = `${root}node_modules/.bin/turbo`;
if (existsSync(turbo)) {
  const built = spawnSync(turbo, ["run", "build", "--filter=./launcher", "--output-logs=errors-only"], {
    cwd: root,
    encoding: "utf8",
  });
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}${built.stderr}\nsegpol-launch: the launcher could not be built\n`);
    process.exit(1);
  }
}
if (!process.argv.includes("--help")) process.argv.push("--build");
await import("../dist/main.js");
