import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { LauncherError } from "../errors.js";

const run = promisify(execFile);

/** Builds the packages in these folders and their dependencies. Does nothing if the build tool is not installed: dist is then shipped. */
export async function build(rootDir: string, folders: readonly string[], signal: AbortSignal): Promise<void> {
  const turbo = join(rootDir, "node_modules", ".bin", "turbo");
  if (
    !(await access(turbo).then(
      () => true,
      () => false,
    ))
  )
    return;
  const filters = folders.map((folder) => `--filter=./${relative(rootDir, folder)}`);
  try {
    await run(turbo, ["run", "build", "--output-logs=errors-only", "--log-order=grouped", ...filters], {
      cwd: rootDir,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
      maxBuffer: 1 << 26,
      signal,
    });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new LauncherError(
      "BUILD_FAILED",
      `The build failed (after a pull, "npm ci" brings new packages):\n${stdout}${stderr}`,
      { cause },
    );
  }
}
