// `npm start`: builds what changed, then starts PostgreSQL, the partners and the hub. Options go to the launcher (--help).
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const turbo = fileURLToPath(new URL("./turbo.mjs", import.meta.url));
console.log("Building what changed since the last start ...");
const build = spawnSync(process.execPath, [turbo, "run", "build"], { stdio: "inherit" });
if (build.status !== 0) {
  console.error("The build failed; nothing was started. Its messages stand above.");
  process.exit(1);
}
await import("../launcher/dist/main.js");
