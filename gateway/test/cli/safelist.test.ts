import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readSafelist } from "../../src/operations/safelist.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "segpol-safelist-"));
});
afterEach(() => rm(folder, { recursive: true }));

function run(...words: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, "safelist", ...words], (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said: `${out}${err}` });
    });
  });
}

it("a folder's queries become a manifest that a hub reads", async () => {
  await mkdir(join(folder, "queries/board"), { recursive: true });
  await writeFile(join(folder, "queries/themes.graphql"), "{ themes { code } }");
  await writeFile(join(folder, "queries/board/events.graphql"), "query Events {\n  events { totalCount }\n}\n");
  const out = join(folder, "safelist.json");
  expect(await run("make", join(folder, "queries"), "--out", out)).toEqual({
    code: 0,
    said: expect.stringContaining(`SEGPOL_SAFELIST=${out}`),
  });
  expect(JSON.parse(await readFile(out, "utf8"))).toMatchObject({
    format: "apollo-persisted-query-manifest",
    version: 1,
    operations: [{ name: "Events", type: "query" }, { name: "" }],
  });
  const list = readSafelist(out);
  expect(list.size).toBe(2);
  expect(list.hasText("query Events { events { totalCount } }")).toBe(true);
  expect(list.hasText("query Events { events { totalCount pageInfo { hasNextPage } } }")).toBe(false);
});

it.each([
  [["make"], 2, /safelist make <folder>/],
  [["make", "/nowhere/at/all"], 1, /folder that can be read/],
])("%j ends with %d and says what is expected", async (words, code, text) => {
  expect(await run(...words)).toEqual({ code, said: expect.stringMatching(text) });
});

it.each([
  ["mutation { a }", /Expected queries.*got a mutation.*partner's desk.*called "desk"/],
  ["fragment a on Event { id }", /Expected a query/],
  ["{ a", /Expected GraphQL in/],
])("a file with %j is named", async (text, message) => {
  await writeFile(join(folder, "one.graphql"), text);
  const { code, said } = await run("make", folder);
  expect(code).toBe(1);
  expect(said).toMatch(message);
  expect(said).toContain("one.graphql");
});

it("what is for partners' desks is left out, so that the project's own examples are a list", async () => {
  const examples = fileURLToPath(new URL("../../../examples", import.meta.url));
  const own = (await readdir(examples)).filter((name) => name.endsWith(".graphql"));
  expect(readSafelist(examples).size).toBe(own.length);
  await mkdir(join(folder, "board/desk"), { recursive: true });
  await writeFile(join(folder, "board/desk/ours.graphql"), "query Ours { records { totalCount } }");
  expect(() => readSafelist(folder)).toThrow(/there are none, apart from folders called "desk"/);
  await writeFile(join(folder, "board/desk.graphql"), "{ themes { code } }");
  expect(readSafelist(folder).size).toBe(1);
});

it("what is no manifest is refused, and said how one is made", async () => {
  const file = join(folder, "list.json");
  await writeFile(file, '{"operations": []}');
  expect(() => readSafelist(file)).toThrow(/safelist make <folder>/);
});
