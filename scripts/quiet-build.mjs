import "@segpol/schema/require-node";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const rootDir = fileURLToPath(new URL("..", import.meta.url));

/** Builds packages before a command that needs them, without output on stdout, which is the command's. Ends the process on failure. */
export function buildQuietly(command, packages) {
  // Tests run on what was built before them; a second build would rewrite it while other tests read it.
  if (process.env.VITEST !== undefined) return;
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
