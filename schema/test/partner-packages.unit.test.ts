import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findPartnerPackages, nextPort, PartnerPackageError } from "../src/partner-packages/index.js";

test("partners are the folders of subgraphs/ and plugins/ whose package.json says so, in the order of their ports", async () => {
  const root = await repository({
    "plugins/vclp": { name: "@segpol/vclp", segpol: partner("VCLP", 4106) },
    "subgraphs/cps": { name: "@segpol/cps", segpol: partner("CPS", 4101) },
    "subgraphs/kit": { name: "@segpol/kit" },
    "plugins/template": { segpol: { role: "template", code: "TEMPLATE" } },
    "elsewhere/gent": { segpol: partner("GENT", 4107) },
  });
  await writeFile(join(root, "subgraphs", "README.md"), "no folder");
  await mkdir(join(root, "subgraphs", "without-package"));
  expect(await findPartnerPackages(root)).toEqual([
    {
      code: "CPS",
      name: "@segpol/cps",
      organisation: undefined,
      url: "http://localhost:4101/graphql",
      folder: join(root, "subgraphs/cps"),
      isPlugin: false,
      defaultPort: 4101,
    },
    {
      code: "VCLP",
      name: "@segpol/vclp",
      organisation: undefined,
      url: "http://localhost:4106/graphql",
      folder: join(root, "plugins/vclp"),
      isPlugin: true,
      defaultPort: 4106,
    },
  ]);
});

test("of packages that claim one port, one in subgraphs/ has it before one in plugins/, then the first code", async () => {
  const root = await repository({
    "plugins/abbey": { segpol: partner("ABBEY", 4101) },
    "plugins/aalst": { segpol: partner("AALST", 4109) },
    "plugins/brugge": { segpol: partner("BRUGGE", 4109) },
    "plugins/dinant": { segpol: partner("DINANT", 80) },
    "plugins/eupen": { segpol: { role: "partner", code: "EUPEN", url: "https://eupen.example:4111/graphql" } },
    "subgraphs/cps": { segpol: partner("CPS", 4101) },
  });
  const ports = (await findPartnerPackages(root)).map(({ code, defaultPort }) => [code, defaultPort]);
  expect(ports).toEqual([
    ["CPS", 4101],
    ["ABBEY", 4108],
    ["AALST", 4109],
    ["BRUGGE", 4110],
    ["DINANT", 4111],
    ["EUPEN", 4112],
  ]);
});

test("the next port is the first from 4108 up that no partner has", () => {
  expect(nextPort(new Set([4101]))).toBe(4108);
  expect(nextPort(new Set([4108, 4109, 4111]))).toBe(4110);
});

test("a name by languages is kept, and one text is Dutch", async () => {
  const name = { original: "FR", FR: "Zone de police Boraine" };
  const root = await repository({
    "plugins/a": { segpol: { ...partner("A", 4108), name } },
    "plugins/b": { segpol: { ...partner("B", 4109), name: "Politiezone B" } },
  });
  const names = (await findPartnerPackages(root)).map(({ organisation }) => organisation);
  expect(names).toEqual([name, { original: "NL", NL: "Politiezone B" }]);
});

test.for([
  ["PARTNER_FOLDERS_MISSING", {}, "Start in the root of the repository"],
  ["PARTNER_CODE_INVALID", { "plugins/x": { segpol: partner("HUB", 4108) } }, "HUB is taken"],
  ["PARTNER_CODE_INVALID", { "plugins/x": { segpol: partner("A__B", 4108) } }, 'got "A__B"'],
  ["PARTNER_PACKAGE_INVALID", { "plugins/x": { segpol: { ...partner("X", 4108), name: "" } } }, '"segpol.name"'],
  ["PARTNER_PACKAGE_INVALID", { "plugins/x": { segpol: { ...partner("X", 4108), url: 4108 } } }, '"segpol.url"'],
  [
    "PARTNER_CODE_TWICE",
    { "plugins/x": { segpol: partner("X", 4108) }, "subgraphs/y": { segpol: partner("X", 4109) } },
    join("plugins", "x"),
  ],
] as const)("%s says what to do (%j)", async ([code, packages, hint]) => {
  const error: unknown = await findPartnerPackages(await repository(packages)).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PartnerPackageError);
  expect(error).toMatchObject({ code, message: expect.stringContaining(hint) });
});

function partner(code: string, port: number): object {
  return { role: "partner", code, url: `http://localhost:${port}/graphql` };
}

/** A folder with a package.json in each of these folders. */
async function repository(packages: Readonly<Record<string, object>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "segpol-packages-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [folder, manifest] of Object.entries(packages)) {
    const file = join(root, folder, "package.json");
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(manifest));
  }
  return root;
}
