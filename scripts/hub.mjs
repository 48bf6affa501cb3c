// Runs a command of the hub, by default for the hub that `npm start` runs here with the same environment. Without DATABASE_URL or
// HUB_DATABASE_URL it uses the database that `npm start` keeps on this machine. Standard output has only the command's output.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildQuietly } from "./quiet-build.mjs";

buildQuietly("hub", ["@segpol/gateway", "@segpol/launcher"]);
const { findPartnerPackages } = await import("@segpol/schema/partner-packages");

const rootDir = fileURLToPath(new URL("..", import.meta.url));
const args = process.argv.slice(2);
const env = { ...process.env };
const isHelp = args.includes("--help") || args.includes("-h");
/** The other commands call the hub, which has its own; a rollback works without it. */
const isRollback = args.includes("rollback");
const needsDatabase =
  !isHelp && (args[0] === "reindex" || (isRollback && !env.SEGPOL_HUB_URL && !args.includes("--hub")));
/** A developer's private hub stores nothing, least of all in the hub's own database. */
const needsEmptyDatabase = args[0] === "dev" && !isHelp && !env.SEGPOL_DEV_DATABASE_URL;

for (const { code, defaultPort } of await findPartnerPackages(rootDir)) {
  const port = Number(env[`${code}_PORT`] || defaultPort + Number(env.SEGPOL_PORT_OFFSET || 0));
  env[`${code}_URL`] ||= `http://127.0.0.1:${port}/graphql`;
}

const hubPort = Number(env.HUB_PORT || env.PORT || 4_000 + Number(env.SEGPOL_PORT_OFFSET || 0));
// Who names a hub means that one, and not the database here.
if (isRollback && env.SEGPOL_HUB_URL && !args.includes("--hub")) args.push("--hub", env.SEGPOL_HUB_URL);
env.SEGPOL_HUB_URL ||= `http://localhost:${hubPort}`;

let postgres;
env.DATABASE_URL ||= env.HUB_DATABASE_URL;
if (!env.DATABASE_URL && needsDatabase) {
  const dataDir = resolve(env.SEGPOL_DATA_DIR || join(rootDir, ".data"));
  const port = Number(env.SEGPOL_POSTGRES_PORT || 54_329 + Number(env.SEGPOL_PORT_OFFSET || 0));
  const { startPostgres } = await import("@segpol/launcher");
  postgres = await startPostgres({ dataDir, port, exclusive: false });
  env.DATABASE_URL = await postgres.ensureDatabase("hub");
  // The issuer by which partners know that hub.
  env.SEGPOL_HUB_ISSUER ||= `http://127.0.0.1:${hubPort}`;
  env.PORT = String(hubPort);
  env.SEGPOL_HUB_KEY_FILE ||= join(dataDir, "hub-key.json");
}
if (needsEmptyDatabase) {
  const { startTemporaryPostgres } = await import("@segpol/launcher");
  postgres = await startTemporaryPostgres();
  env.SEGPOL_DEV_DATABASE_URL = await postgres.ensureDatabase("dev");
}

try {
  const command = spawn(process.execPath, [join(rootDir, "gateway/dist/cli/main.js"), ...args], {
    env,
    stdio: "inherit",
  });
  // The command ends by itself at Ctrl-C, and PostgreSQL has to stop after it.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => command.kill("SIGTERM"));
  const [code] = await once(command, "exit");
  process.exitCode = code ?? 1;
} finally {
  await postgres?.stop();
}
