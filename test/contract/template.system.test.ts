import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Launch, launch } from "@segpol/launcher";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { query } from "../e2e/support/graph.js";

const run = promisify(execFile);
const rootDir = fileURLToPath(new URL("../../", import.meta.url));
const program = join(rootDir, "scripts/partner-new.mjs");
const SLUG = "new-vub";
const NAME = "Vrije Universiteit Brussel";

let checkout: string;
let hub: Launch | undefined;

/** A checkout with one partner; what is only read is linked, and what finds the checkout by its own place is copied. */
beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), "segpol-template-"));
  for (const folder of ["plugins", "subgraphs"]) await mkdir(join(checkout, folder));
  const read = ["node_modules", "package.json", "tsconfig.base.json", "vitest.shared.ts", "schema"];
  for (const each of [...read, "subgraphs/cep", "subgraphs/kit"]) {
    await symlink(join(rootDir, each), join(checkout, each));
  }
  for (const each of ["gateway", "plugins/template", ".oxlintrc.json"]) {
    const filter = (source: string): boolean => basename(source) !== "node_modules";
    await cp(join(rootDir, each), join(checkout, each), { recursive: true, filter });
  }
});

afterAll(async () => {
  await hub?.stop();
  await rm(checkout, { recursive: true, force: true });
});

const partnerNew = (...args: string[]) => run(process.execPath, [program, "--root", checkout, ...args]);

/** Runs a script of the generated package, as its people do. */
function npmRun(script: string) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|SEGPOL_TEST_(POSTGRES|LONG))/.test(name)),
  );
  return run("npm", ["run", "--silent", script], { cwd: join(checkout, "plugins", SLUG), env });
}

test.for([
  ["no name", ["--code", "VUB"], 2, "--name"],
  ["a name on two lines", ["--code", "VUB", "--name", "a\nb"], 2, "one line"],
  ["no code", ["--name", NAME], 2, "--code VUB"],
  ["a code in lower case", ["--code", "vub", "--name", NAME], 2, 'got "vub"'],
  ["a code with a path in it", ["--code", "../VUB", "--name", NAME], 2, 'got "../VUB"'],
  ["an unknown option", ["--kode", "VUB"], 2, "--kode"],
  ["the code of a partner", ["--code", "CEP", "--name", NAME], 1, "CEP is taken"],
  ["the code of the hub", ["--code", "HUB", "--name", NAME], 1, "HUB is taken"],
  ["a code that begins another's", ["--code", "CE", "--name", NAME], 1, "CE beside CEP"],
  ["a code that is a type of the contract", ["--code", "EVENT", "--name", NAME], 1, "Event"],
  ["a code that begins a type of the hub", ["--code", "GAP", "--name", NAME], 1, "GapKind"],
  ["a code whose package's name is taken", ["--code", "KIT", "--name", NAME], 1, "@segpol/kit"],
  ["a code whose folder is there", ["--code", "TEMPLATE", "--name", NAME], 1, "plugins/template"],
] as const)("%s is refused, and nothing is written", async ([, args, code, message]) => {
  const refused = await partnerNew(...args).catch((error: unknown) => error as { code: number; stderr: string });
  expect(refused).toMatchObject({ code, stderr: expect.stringContaining("Nothing was written") });
  expect(refused.stderr).toContain(message);
  expect(await readdir(join(checkout, "plugins"))).toEqual(["template"]);
});

test("a package made from the template is whole, and says what comes next", async () => {
  const { stdout } = await partnerNew("--code", "NEW_VUB", "--name", NAME);
  expect(stdout).toContain(`plugins/${SLUG}`);
  for (const step of ["npm install", `npm run sdl -w plugins/${SLUG}`, `npm test -w plugins/${SLUG}`, "npm start"]) {
    expect(stdout).toContain(step);
  }
  const folder = join(checkout, "plugins", SLUG);
  const manifestOf = async (place: string) => JSON.parse(await readFile(join(place, "package.json"), "utf8"));
  const manifest = await manifestOf(folder);
  expect(manifest).toMatchObject({
    name: `@segpol/${SLUG}`,
    segpol: { role: "partner", code: "NEW_VUB", name: NAME, url: "http://localhost:4108/graphql" },
  });
  // What a partner stands on is the same for all.
  const { scripts, dependencies, devDependencies } = await manifestOf(join(rootDir, "subgraphs/cep"));
  const start = scripts.start.replace("CEP", "NEW_VUB");
  expect(manifest).toMatchObject({ scripts: { ...scripts, start }, dependencies, devDependencies });
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(8);
  for (const { parentPath, name } of files) {
    const text = await readFile(join(parentPath, name), "utf8");
    expect(text, name).not.toMatch(/template|ORGANISATION_NAME/i);
  }
});

test("its types are right, it emits its graph, and its tests pass", { timeout: 120_000 }, async () => {
  await npmRun("sdl");
  expect(await readFile(join(checkout, "plugins", SLUG, "schema.graphql"), "utf8")).toContain("type NewVubEvent @key");
  await npmRun("types");
  const { stdout } = await npmRun("test");
  expect(stdout).toMatch(/Test Files .*1 passed/);
});

test("the lint rules of partners apply to it", { timeout: 60_000 }, async () => {
  await npmRun("lint");
  const file = join(checkout, "plugins", SLUG, "src/shortcut.ts");
  await writeFile(file, 'import "@segpol/gateway";\nimport "@segpol/cep";\nimport "@segpol/kit";\n');
  const refused = await npmRun("lint").catch((error: unknown) => error as { stdout: string });
  await rm(file);
  expect(refused.stdout).toContain("'@segpol/gateway' import is restricted");
  expect(refused.stdout).toContain("'@segpol/cep' import is restricted");
  expect(refused.stdout).not.toContain("'@segpol/kit' import is restricted");
});

test("the next package gets the next port", async () => {
  await partnerNew("--code", "ZENITH", "--name", NAME);
  const folder = join(checkout, "plugins/zenith");
  expect(await readFile(join(folder, "src/config.ts"), "utf8")).toContain("PORT = 4109");
  await rm(folder, { recursive: true });
});

test("its record stands in the unified graph's events, beside those of others", { timeout: 120_000 }, async () => {
  hub = await launch({ rootDir: checkout, dataDir: join(checkout, ".data"), ports: "free" });
  const { events } = await vi.waitFor(async () => {
    const seen = await query<{
      events: { nodes: { id: string; title: string; partner: { code: string; name: string } }[] };
    }>(`${hub?.hubUrl}/graphql`, "{ events { nodes { id title(lang: FR) partner { code name } } } }");
    expect(new Set(seen.events.nodes.map(({ partner }) => partner.code)).size).toBe(2);
    return seen;
  }, 60_000);
  expect(events.nodes.filter(({ partner }) => partner.code === "NEW_VUB")).toEqual([
    {
      id: `${SLUG}:event:voorbeeld`,
      title: `EXEMPLE : une activité de ${NAME}`,
      partner: { code: "NEW_VUB", name: NAME },
    },
  ]);
});
