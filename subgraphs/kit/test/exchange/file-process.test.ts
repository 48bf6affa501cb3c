import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const LOADED = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
  await import(process.argv[1]);
  process.stdout.write(JSON.stringify(loaded));
  process.exit();
`;
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const PROGRAM = new URL("../../dist/exchange/file-worker/file-process.js", import.meta.url);
/** Words of the code of libraries; programs are bundled, so no file's name tells what is in it. */
const FORMATS = { "csv-parse": "CSV_RECORD", hucre: "xl/workbook", "ical.js": "icaltimezone" };
const SERVING = { graphql: "GraphQLObjectType", "@mikro-orm/core": "MikroORM", pg: "BoundPool" };

test("the process of a file loads neither GraphQL, nor the database, nor formats that it may not need", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", LOADED, PROGRAM.href], {
    encoding: "utf8",
  });
  const files = (JSON.parse(output) as string[]).filter((url) => url.startsWith("file:"));
  const loaded = files.map((url) => readFileSync(new URL(url), "utf8")).join("\n");
  const found = Object.entries({ ...FORMATS, ...SERVING }).filter(([, word]) => loaded.includes(word));
  expect(found).toEqual([]);
  // It has the formats at hand for when they are needed, by these words.
  const chunks = globSync(`${DIST}/chunks/*.js`).map((path) => readFileSync(path, "utf8"));
  for (const word of Object.values(FORMATS)) expect(chunks.some((text) => text.includes(word))).toBe(true);
});
