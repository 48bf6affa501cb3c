import { join } from "node:path";
import { vocabulary } from "@segpol/schema";
import { expect, test } from "vitest";
import { discoverPartners } from "../../src/registry/discover-partners.js";
import { RegistryError } from "../../src/registry/registry-error.js";
import { partnerPackage, temporaryRepository } from "./temporary-repository.js";

const env = {};

test("partners are found by the one key in their package.json, in the order of their ports", async () => {
  const rootDir = await temporaryRepository({
    "plugins/anything/package.json": partnerPackage("VCLP", { url: "http://localhost:4106/graphql" }),
    "plugins/anything/schema.graphql": "type VclpEvent { id: ID! }",
    "subgraphs/b/package.json": partnerPackage("CC_GPI", { url: "http://localhost:4104/graphql" }),
    "subgraphs/b/schema.graphql": "",
    "subgraphs/cps/package.json": partnerPackage("CPS"),
    "subgraphs/cps/schema.graphql": "",
    "subgraphs/kit/package.json": { name: "@segpol/kit" },
    "plugins/template/package.json": { segpol: { role: "template", code: "NEW" } },
    "subgraphs/notes/readme.txt": "no package",
    "subgraphs/README.md": "no folder",
    "elsewhere/gent/package.json": partnerPackage("GENT"),
  });
  const partners = await discoverPartners({ rootDir, env });
  expect(partners.map(({ code, prefix, url, sdl }) => ({ code, prefix, url, sdl }))).toEqual([
    { code: "CPS", prefix: "Cps", url: "http://localhost:4101/graphql", sdl: "" },
    { code: "CC_GPI", prefix: "CcGpi", url: "http://localhost:4104/graphql", sdl: "" },
    { code: "VCLP", prefix: "Vclp", url: "http://localhost:4106/graphql", sdl: "type VclpEvent { id: ID! }" },
  ]);
});

test("a partner that the vocabulary knows has its name and role from there", async () => {
  const rootDir = await temporaryRepository({
    "plugins/gent/package.json": partnerPackage("GENT", { name: "Something else" }),
    "plugins/gent/schema.graphql": "",
  });
  const [partner] = await discoverPartners({ rootDir, env });
  const known = vocabulary.partners.find(({ code }) => code === "GENT");
  expect(known).toBeDefined();
  expect(partner).toMatchObject({
    name: known?.name,
    acronym: known?.acronym,
    role: known?.role,
    website: known?.website,
  });
});

test("a partner that the vocabulary does not know says its own name and address, and is a plugin under plugins/", async () => {
  const name = { original: "FR", FR: "Zone de police Boraine", NL: "Politiezone Borinage" };
  const rootDir = await temporaryRepository({
    "plugins/boraine/package.json": partnerPackage("ZP_BORAINE", { name, url: "http://localhost:4120/graphql" }),
    "plugins/boraine/schema.graphql": "",
    "plugins/plain/package.json": partnerPackage("PLAIN", { name: "Plain", url: undefined }),
    "plugins/plain/schema.graphql": "",
    "subgraphs/silent/package.json": partnerPackage("SILENT", { url: undefined }),
    "subgraphs/silent/schema.graphql": "",
  });
  const urls = { PLAIN_URL: "https://plain.example/graphql", SILENT_URL: "https://silent.example/graphql" };
  const partners = await discoverPartners({ rootDir, env: urls });
  expect(partners).toMatchObject([
    { code: "PLAIN", name: { original: "NL", NL: "Plain" }, url: urls.PLAIN_URL },
    { code: "SILENT", name: { NL: "SILENT" }, role: "KEY_PARTNER", url: urls.SILENT_URL },
    {
      code: "ZP_BORAINE",
      name,
      acronym: "ZP BORAINE",
      role: "PLUGIN_PARTNER",
      website: null,
      url: "http://localhost:4120/graphql",
    },
  ]);
});

test("the environment says where a partner is, before its package and its default port", async () => {
  const rootDir = await temporaryRepository({
    "subgraphs/cps/package.json": partnerPackage("CPS", { url: "http://localhost:4444/graphql" }),
    "subgraphs/cps/schema.graphql": "",
  });
  const urlWith = async (variables: Record<string, string>) =>
    (await discoverPartners({ rootDir, env: variables }))[0]?.url;
  expect(await urlWith({ CPS_URL: "http://10.0.0.7:9000/graphql" })).toBe("http://10.0.0.7:9000/graphql");
  expect(await urlWith({ CPS_URL: "" })).toBe("http://localhost:4444/graphql");
});

test.for([
  ["PARTNER_FOLDERS_MISSING", { "package.json": {} }, "Start in the root of the repository"],
  ["PARTNER_PACKAGE_INVALID", { "subgraphs/cps/package.json": "{ not json" }, "subgraphs/cps/package.json"],
  [
    "PARTNER_PACKAGE_INVALID",
    { "subgraphs/x/package.json": partnerPackage("X", { name: { NL: "no original" } }) },
    '"segpol.name"',
  ],
  ["PARTNER_PACKAGE_INVALID", { "subgraphs/x/package.json": partnerPackage("X", { url: 4101 }) }, '"segpol.url"'],
  ["PARTNER_CODE_INVALID", { "subgraphs/cps/package.json": partnerPackage("cps") }, 'got "cps"'],
  ["PARTNER_CODE_INVALID", { "subgraphs/cps/package.json": { segpol: { role: "partner" } } }, "such as CC_GPI"],
  [
    "PARTNER_CODE_TWICE",
    { "subgraphs/a/package.json": partnerPackage("CPS"), "plugins/b/package.json": partnerPackage("CPS") },
    join("plugins", "b"),
  ],
  ["PARTNER_SCHEMA_MISSING", { "subgraphs/cps/package.json": partnerPackage("CPS") }, join("cps", "schema.graphql")],
  [
    "PARTNER_URL_MISSING",
    { "plugins/x/package.json": partnerPackage("X", { url: undefined }), "plugins/x/schema.graphql": "" },
    "Set the environment variable X_URL",
  ],
  [
    "PARTNER_URL_INVALID",
    { "plugins/x/package.json": partnerPackage("X", { url: "localhost" }), "plugins/x/schema.graphql": "" },
    '"localhost"',
  ],
] as const)("%s tells what to do", async ([code, files, hint]) => {
  const rootDir = await temporaryRepository(files);
  const error: unknown = await discoverPartners({ rootDir, env }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(RegistryError);
  expect(error).toMatchObject({ code, message: expect.stringContaining(hint) });
});

test("an address in the environment that is none is refused by the variable's name", async () => {
  const rootDir = await temporaryRepository({
    "subgraphs/cps/package.json": partnerPackage("CPS"),
    "subgraphs/cps/schema.graphql": "",
  });
  await expect(discoverPartners({ rootDir, env: { CPS_URL: "4101" } })).rejects.toMatchObject({
    code: "PARTNER_URL_INVALID",
    message: expect.stringContaining("CPS_URL"),
  });
});
