import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { writeDocuments } from "./documents.mjs";

/** Builds pages: types and texts of their operations, what browsers load, and what the server loads that renders them. */
export async function buildPages({ root, schema }) {
  await writeDocuments({ root, schema });
  const configFile = join(root, "vite.config.ts");
  await build({ root, configFile, logLevel: "warn" });
  await build({ root, configFile, logLevel: "warn", build: { ssr: true } });

  // As browsers get them: compressed once, as far as it goes.
  for (const file of globSync("dist/client/assets/*.{js,css}", { cwd: root })) {
    writeFileSync(join(root, `${file}.br`), brotliCompressSync(readFileSync(join(root, file))));
  }
}
