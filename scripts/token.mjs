// Prints a token of the local issuer: `npm run token -- --help`. Standard output has only the token.
import { fileURLToPath } from "node:url";
import { buildQuietly } from "./quiet-build.mjs";

buildQuietly("token", ["@segpol/launcher"]);
const { runTokenCommand } = await import("@segpol/launcher");
const rootDir = fileURLToPath(new URL("..", import.meta.url));
process.exitCode = await runTokenCommand(process.argv.slice(2), { rootDir, env: process.env });
