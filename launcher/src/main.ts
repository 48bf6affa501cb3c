import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Before anything else is loaded, so that it is loaded from the cache.
const rootDir = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
enableCompileCache(`${process.env.SEGPOL_DATA_DIR || `${rootDir}/.data`}/cache/node`);
const { runCommand } = await import("./terminal/cli.js");
await runCommand(process.argv.slice(2), rootDir);
