import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const rootDir = fileURLToPath(new URL("..", import.meta.url));

/** Builds packages before a command that needs them, without output on stdout, which is the command's. Ends the process on failure. */
export function buildQuietly(command, packages) {
  // In a run of turbo, such as that of all tests, they are built already, and a second build would overwrite files that others read.
  if (process.env.TURBO_HASH !== undefined) return;
  const built = spawnSync(
    process.execPath,
    [
      `${rootDir}scripts/turbo.mjs`,
      "run",
      "build",
      "--output-logs=errors-only",
      ...packages.map((name) => `--filter=${name}`),
    ],
    { cwd: rootDir, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (built.status === 0) return;
  process.stderr.write(`${built.stdout}${built.stderr}\n${command}: ${packages.join(" and ")} could not be built\n`);
  process.exit(1);
}
