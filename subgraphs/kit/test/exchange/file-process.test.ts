import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const LOADED = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
  await import(process.argv[1]);
  process.stdout.write(JSON.stringify(loaded));
  process.exit();
`;

test("the process of a file loads neither GraphQL, nor the database, nor formats that it may not need", () => {
  const program = new URL("../../dist/exchange/file-worker/file-process.js", import.meta.url).href;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", LOADED, program], { encoding: "utf8" });
  const loaded = JSON.parse(output) as string[];
  const packages = new Set(loaded.map((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]));
  packages.delete(undefined);
  expect(packages).toEqual(new Set(["edtf", "fastest-levenshtein", "lru-cache", "nearley", "zod"]));
});
