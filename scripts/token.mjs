// Prints a token of the local issuer: `npm run token -- --help`. Standard output holds the token alone.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const rootDir = fileURLToPath(new URL("..", import.meta.url));
const built = spawnSync(
  process.execPath,
  [`${rootDir}scripts/turbo.mjs`, "run", "build", "--filter=@segpol/launcher", "--output-logs=errors-only"],
  { cwd: rootDir, encoding: "utf8" },
);
if (built.status !== 0) {
  process.stderr.write(`${built.stdout}${built.stderr}\ntoken: the launcher could not be built\n`);
  process.exit(1);
}
const { runTokenCommand } = await import("@segpol/launcher");
process.exitCode = await runTokenCommand(process.argv.slice(2), { rootDir, env: process.env });
