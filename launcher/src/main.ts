import module from "node:module";
import { fileURLToPath } from "node:url";

const rootDir = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
// Before anything else is loaded, so that it is loaded from the cache. Node 20, which is refused below, has no compile cache.
module.enableCompileCache?.(`${process.env.SEGPOL_DATA_DIR || `${rootDir}/.data`}/cache/launcher`);
const { runCommand } = await import("./terminal/cli.js");
await runCommand(process.argv.slice(2), rootDir);
