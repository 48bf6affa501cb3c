#!/usr/bin/env node
/** Builds the pages: types and texts of their queries, what browsers load, and what the hub loads. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import "./documents.mjs";
import "./errors.mjs";

const root = join(import.meta.dirname, "..");
const configFile = join(root, "vite.config.ts");
await build({ root, configFile, logLevel: "warn" });
await build({ root, configFile, logLevel: "warn", build: { ssr: true } });

// As browsers get them: compressed once, as far as it goes.
for (const file of globSync("dist/client/assets/*.{js,css}", { cwd: root })) {
  writeFileSync(join(root, `${file}.br`), brotliCompressSync(readFileSync(join(root, file))));
}
