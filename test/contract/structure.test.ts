import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkStructure } from "../structure/check-structure.js";

const LINT_RULES = await readFile(new URL("../../.oxlintrc.json", import.meta.url), "utf8");
const PARTNER = {
  name: "@segpol/vub",
  scripts: { lint: "oxlint -c ../../.oxlintrc.json" },
  segpol: { role: "partner", code: "VUB", url: "http://localhost:4108/graphql" },
};
/** A sound repository: a hub of two folders, and a partner. */
const SOUND: Readonly<Record<string, string | object>> = {
  "package.json": { workspaces: ["gateway", "plugins/*"] },
  "structure.json": { layers: { "gateway/src": ["values", "values/dates", "serving", "main.ts"] } },
  ".oxlintrc.json": LINT_RULES,
  "gateway/package.json": { name: "@segpol/gateway" },
  "gateway/src/main.ts": 'import { serve } from "./serving/serve.js"; serve();',
  "gateway/src/serving/serve.ts": 'import { day } from "../values/dates/day.js"; export const serve = () => day;',
  "gateway/src/values/dates/day.ts": 'import type { Text } from "../text.js"; export const day: Text = "";',
  "gateway/src/values/text.ts": "export type Text = string;",
  "plugins/vub/package.json": PARTNER,
  "plugins/vub/src/partner.ts": 'import { definePartner } from "@segpol/kit"; definePartner();',
};

test("a repository whose folders and packages import downwards has no fault", async () => {
  expect(await faultsWith({})).toEqual([]);
});

test.for([
  ["an import", 'import { serve } from "../serving/serve.js"; export { serve as text };'],
  ["an import of a type", '\nimport type { Serve } from "../serving/serve.js"; export type Text = Serve;'],
  ["a type's own import", '\n\nexport type Text = import("../serving/serve.js").Serve;'],
  ["an import at run time", 'export const text = () => import("../serving/serve.js");'],
  ["a re-export", 'export { serve } from "../serving/serve.js";'],
  ["a re-export of everything", 'export * from "../serving/serve.js";'],
] as const)("%s of a folder above is a fault", async ([, text]) => {
  const faults = await faultsWith({ "gateway/src/values/text.ts": text });
  const line = text.lastIndexOf("\n") + 2;
  expect(faults).toContainEqual(
    `gateway/src/values/text.ts:${line}: upward import of gateway/src/serving/serve.ts; values is below serving. Move what both need to the lower folder.`,
  );
});

test("a folder imports its subfolder only if the list says so", async () => {
  const faults = await faultsWith({ "gateway/src/values/text.ts": 'export { day as Text } from "./dates/day.js";' });
  expect(faults).toContainEqual(expect.stringContaining("values is below values/dates"));
});

test.for([
  String.raw`/^[A-Za-z0-9+\s]*={0,2}\s*$/`,
  String.raw`/\n+$/`,
  String.raw`/^(?:a+)+$/`,
  String.raw`/\s*,\s*/g`,
] as const)("a regular expression that a text can make slow is a fault: %s", async (expression) => {
  const text = `export type Text = string;\nexport const slow = ${expression};`;
  expect(await faultsWith({ "gateway/src/values/text.ts": text })).toEqual([
    expect.stringContaining("gateway/src/values/text.ts:2: expected an expression that is linear"),
  ]);
});

test("an expression that is made at run time is a fault, and in a test none", async () => {
  const made = "export const begins = (text: string) => new RegExp(`^${text}`) ?? RegExp(text);";
  const files = { "gateway/src/values/begins.ts": made, "gateway/test/begins.test.ts": made };
  const faults = (await faultsWith(files)).filter((fault) => fault.includes("begins"));
  expect(faults.map((fault) => fault.split(": ")[1])).toEqual([
    "expected an expression as a literal; got one that is made at run time",
    "expected an expression as a literal; got one that is made at run time",
  ]);
});

test("folders of a package that has no list of layers may not import each other in a circle", async () => {
  const faults = await faultsWith({
    "structure.json": { layers: {} },
    "plugins/vub/src/seed/event.ts": 'export { a } from "../records/a.js";',
    "plugins/vub/src/records/a.ts": 'export { b as a } from "../references/b.js";',
    "plugins/vub/src/references/b.ts": '\nexport { event as b } from "../seed/event.js";',
  });
  expect(faults).toEqual([expect.stringMatching(/^plugins\/vub\/src: circle (\w+) -> \w+ -> \w+ -> \1\n/)]);
  expect(faults[0]).toContain("  plugins/vub/src/references/b.ts:2 imports plugins/vub/src/seed/event.ts");
});

test("every folder is in the list of layers, and every layer is a folder", async () => {
  const faults = await faultsWith({
    "structure.json": { layers: { "gateway/src": ["values", "serving", "serving/old", "main.ts"] } },
  });
  expect(faults).toContainEqual(expect.stringContaining("gateway/src/values/dates: expected it in the list of layers"));
  expect(faults).toContainEqual(expect.stringContaining("gateway/src/serving/old: expected a file there"));
});

test("an import by path into another package is a fault, in tests as well", async () => {
  const faults = await faultsWith({
    "gateway/test/serve.test.ts": 'import { partner } from "../../plugins/vub/src/partner.js"; partner();',
  });
  expect(faults).toEqual([
    expect.stringContaining(
      "gateway/test/serve.test.ts:1: import of plugins/vub/src/partner.ts from gateway into plugins/vub",
    ),
  ]);
});

test("a partner's package that lint rules do not reach is a fault", async () => {
  // The rule for partners as it would be with a list of their names.
  const rules = LINT_RULES.replaceAll('"subgraphs/**", "plugins/**"', '"subgraphs/{cps,cpl}/**", "plugins/gent/**"');
  expect(rules).not.toBe(LINT_RULES);
  expect(await faultsWith({ ".oxlintrc.json": rules })).toEqual([
    expect.stringContaining("plugins/vub: expected .oxlintrc.json to forbid imports of @segpol/gateway"),
  ]);
});

test("a partner's package that lint does not run on is a fault", async () => {
  expect(await faultsWith({ "plugins/vub/package.json": { ...PARTNER, scripts: {} } })).toEqual([
    expect.stringContaining('plugins/vub: expected the script "lint"'),
  ]);
});

/** Faults of the sound repository with these files instead or besides. */
async function faultsWith(files: Readonly<Record<string, string | object>>): Promise<readonly string[]> {
  const root = await mkdtemp(join(tmpdir(), "segpol-structure-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries({ ...SOUND, ...files })) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return await checkStructure(root);
}
