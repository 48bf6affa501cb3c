#!/usr/bin/env node
import "@segpol/schema/require-node";
import { existsSync } from "node:fs";

const main = new URL("../dist/cli/main.js", import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write('The kit is not built. Run "npm run build" first ("npm start" does it by itself).\n');
  process.exitCode = 1;
}
