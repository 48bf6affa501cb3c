#!/usr/bin/env node
/** Writes src/generated/errors.ts from docs/errors.md, which a test compares with the hub's own table. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PAGES = join(import.meta.dirname, "..");
const TABLE = join(PAGES, "../docs/errors.md");
const GENERATED = join(PAGES, "src/generated/errors.ts");
const ROW = /^\| `(\w+)` \| (\d+) \| (.+?) \| (.+) \|$/;

const errors = readFileSync(TABLE, "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, code, status, meaning, mend] = ROW.exec(line) ?? [];
    return code ? [{ code, status: Number(status), meaning, mend: mend.replaceAll("\\|", "|") }] : [];
  });
if (errors.length === 0) throw new Error(`Expected rows like | \`CODE\` | 400 | … | … | in ${TABLE}; found none.`);

mkdirSync(join(GENERATED, ".."), { recursive: true });
writeFileSync(
  GENERATED,
  `/** Every error of the hub, as docs/errors.md has it. */\nexport const ERRORS = ${JSON.stringify(errors, null, 2)} as const;\n`,
);
