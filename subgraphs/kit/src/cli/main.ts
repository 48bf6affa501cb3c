import "@segpol/schema/require-node";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Partner } from "../partner/partner.js";
import { runDesk } from "./run-desk.js";

const file = resolve("dist/partner.js");
const { partner } = await load();
if (partner) {
  process.exitCode = await runDesk(partner, process.argv.slice(2), {
    env: process.env,
    // npm runs scripts in the package's folder; files are named from where the person is.
    folder: process.env["INIT_CWD"] ?? process.cwd(),
    rootDir: fileURLToPath(new URL("../../../..", import.meta.url)).replace(/[/\\]$/, ""),
    out: (content) => process.stdout.write(content),
    tell: (text) => process.stderr.write(text),
  });
} else {
  process.stderr.write(`Expected ${file} to export a constant partner, made by definePartner.\n`);
  process.exitCode = 1;
}

async function load(): Promise<{ partner?: Partner }> {
  try {
    return (await import(pathToFileURL(file).href)) as { partner?: Partner };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    process.stderr.write(
      `Expected ${file}; it is not built. Run "npm run build" first ("npm start" does it by itself).\n`,
    );
    process.exit(1);
  }
}
