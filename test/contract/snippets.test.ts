import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiSdl } from "@segpol/gateway";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const pages = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).trim().split("\n");
/** Its queries run against the protocol's own partner: protocol.test.ts. */
const PROTOCOL = "docs/protocol.md";

interface Block {
  readonly page: string;
  readonly language: string;
  /** What stands after the language: the file that is quoted. */
  readonly file: string;
  readonly text: string;
}

const blocks: readonly Block[] = pages.flatMap((page) =>
  Array.from(read(page).matchAll(/^( *)```(\w+) ?(\S*)\n([^]*?)^\1```$/gm), (match) => {
    const [, indent = "", language = "", file = "", text = ""] = match;
    return { page, language, file, text: text.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  }),
);
const inLanguage = (...languages: readonly string[]) => blocks.filter(({ language }) => languages.includes(language));

test.for(inLanguage("ts", "js", "mjs"))(
  "code in $page is quoted from the file that it names: $file",
  ({ file, text }) => {
    expect(file).not.toBe("");
    expect(read(file)).toContain(text);
  },
);

const graph = buildSchema(apiSdl(read("gateway/supergraph.graphql")));
test.for(inLanguage("graphql").filter(({ page }) => page !== PROTOCOL))(
  "the query in $page is valid in the unified graph: $text",
  ({ text }) => {
    expect(validate(graph, parse(text))).toEqual([]);
  },
);

test.for(inLanguage("json"))("the JSON in $page can be read: $text", ({ text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

test("plugins/README.md shows the key of package.json that the template has", () => {
  const [shown] = inLanguage("json").filter(({ page }) => page === "plugins/README.md");
  const { segpol } = JSON.parse(read("plugins/template/package.template.json"));
  const filled = { ...segpol, code: "VUB", name: "Vrije Universiteit Brussel" };
  expect(JSON.parse(shown?.text ?? "")).toEqual({ segpol: filled });
});

const trimmed = (line: string): string => line.trim();

/** By its lines: what it takes away and what it leaves stands in the file, and what it adds does not yet. */
test.for(inLanguage("diff"))("the diff in $page fits the files that it changes: $text", ({ text }) => {
  for (const part of text.split(/^--- /m).slice(1)) {
    const [path = "", ...lines] = part.split("\n");
    const file = read(path).split("\n").map(trimmed);
    const missing = lines.filter((line) => /^[ -]/.test(line) && !file.includes(trimmed(line.slice(1))));
    expect({ path, missing }).toEqual({ path, missing: [] });
    const added = lines.filter((line) => line.startsWith("+")).map((line) => trimmed(line.slice(1)));
    expect(file).not.toEqual(expect.arrayContaining(added));
  }
});

test("there is a test for every language of code in the documents", () => {
  // The README's commands are run by test/e2e/launcher.system.test.ts; diagrams and SQL are only shown.
  const known = ["ts", "js", "mjs", "graphql", "json", "sh", "mermaid", "sql", "diff"];
  expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  expect(inLanguage("sh").map(({ page }) => page)).toEqual(["README.md"]);
});

/** `npm run NAME`, `npm start` and `npm test`, with the package of -w, and programs that node runs. */
const commands = pages.flatMap((page) =>
  Array.from(
    read(page).matchAll(
      /\bnpm (?:run (?:-s |--silent )?([\w:]+)|(start|test)\b)(?: -w ([\w/-]+))?|\bnode (?!dist\/)[\w/-]+\.m?[jt]s\b/g,
    ),
    ([command, script, own, workspace = "."]) => ({ page, command, script: script ?? own, workspace }),
  ),
);

test.for(commands)("the command in $page exists: $command", ({ command, script, workspace }) => {
  if (script === undefined) return expect(existsSync(join(root, command.slice("node ".length)))).toBe(true);
  // plugins/vub is the package that plugins/README.md makes from the template.
  const manifest =
    workspace === "plugins/vub" || workspace === "plugins/template"
      ? "plugins/template/package.template.json"
      : join(workspace, "package.json");
  expect(Object.keys(JSON.parse(read(manifest)).scripts)).toContain(script);
});
