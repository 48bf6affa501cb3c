import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { BLOCKED_PORTS } from "../src/plan/blocked-ports.js";
import { discoverPartners } from "../src/plan/partners.js";
import { makePlan, portUses, type Plan } from "../src/plan/plan.js";
import type { Environment } from "../src/plan/settings.js";
import { childEnvironment } from "../src/plan/child-environment.js";
import { FREE_PORTS } from "../src/ports.js";
import { fakeCheckout, fakePackage, temporaryFolder } from "./support.js";

describe("partners", () => {
  it("are found by the key in their package.json, in subgraphs/ and plugins/ alike", async () => {
    const root = await fakeCheckout(["GENT", "CPS", "CC_GPI"]);
    await fakePackage(join(root, "plugins", "zone-aalst"), "AALST", {
      name: "@segpol/zone-aalst",
      segpol: { role: "partner", code: "AALST" },
    });
    await fakePackage(join(root, "plugins", "abbey"), "ABBEY", {
      name: "@segpol/abbey",
      segpol: { role: "partner", code: "ABBEY" },
    });
    await fakePackage(join(root, "subgraphs", "kit"), "KIT", { name: "@segpol/kit" });
    await fakePackage(join(root, "plugins", "template"), "TEMPLATE", {
      name: "@segpol/template",
      segpol: { role: "template", code: "TEMPLATE" },
    });
    const found = await discoverPartners(root);
    expect(found.map(({ code, defaultPort, name }) => [code, defaultPort, name])).toEqual([
      ["CPS", 4101, "@segpol/cps"],
      ["CC_GPI", 4104, "@segpol/cc-gpi"],
      ["GENT", 4107, "@segpol/gent"],
      ["AALST", 4108, "@segpol/zone-aalst"],
      ["ABBEY", 4109, "@segpol/abbey"],
    ]);
  });

  it("keep the port that their package says when others join, unless it is another's or no local one", async () => {
    const root = await fakeCheckout(["CPS"]);
    const added = async (code: string, url: string) =>
      fakePackage(join(root, "plugins", code.toLowerCase()), code, { segpol: { role: "partner", code, url } });
    await added("VUB", "http://localhost:4108/graphql");
    await added("AALST", "http://localhost:4109/graphql");
    await added("BRUGGE", "http://localhost:4109/graphql");
    await added("DINANT", "https://graph.dinant.example:4111/graphql");
    await added("EUPEN", "http://localhost:4101/graphql");
    const found = await discoverPartners(root);
    expect(found.map(({ code, defaultPort }) => [code, defaultPort])).toEqual([
      ["CPS", 4101],
      ["VUB", 4108],
      ["AALST", 4109],
      ["BRUGGE", 4110],
      ["DINANT", 4111],
      ["EUPEN", 4112],
    ]);
  });

  it("may not share a code", async () => {
    const root = await fakeCheckout(["CPS"]);
    await fakePackage(join(root, "plugins", "other"), "CPS", { segpol: { role: "partner", code: "CPS" } });
    await expect(discoverPartners(root)).rejects.toMatchObject({
      code: "PARTNER_INVALID",
      message: expect.stringContaining("plugins/other"),
    });
  });

  it.each([{ code: "cps" }, { code: "HUB" }, { code: "A__B" }, {}])("may not have the code of %j", async ({ code }) => {
    const root = await fakeCheckout([]);
    await fakePackage(join(root, "plugins", "other"), "OTHER", { segpol: { role: "partner", code } });
    await expect(discoverPartners(root)).rejects.toMatchObject({ code: "PARTNER_INVALID" });
  });

  it("with a broken package.json are named", async () => {
    const root = await fakeCheckout(["CPS"]);
    await writeFile(join(root, "subgraphs", "cps", "package.json"), "{");
    await expect(discoverPartners(root)).rejects.toMatchObject({
      code: "PARTNER_INVALID",
      message: expect.stringContaining("cps/package.json"),
    });
  });

  it("are none in a folder without subgraphs/ and plugins/", async () => {
    const root = await fakeCheckout(["CPS"]);
    await rm(join(root, "subgraphs"), { recursive: true });
    expect(await discoverPartners(root)).toEqual([]);
  });
});

async function planFor(env: Environment, options: { only?: string[]; ports?: "free" } = {}): Promise<Plan> {
  const rootDir = await fakeCheckout(["CPS", "CPL"]);
  return await makePlan({ rootDir, partners: await discoverPartners(rootDir), env, ...options });
}

const portsOf = (plan: Plan): Record<string, number> =>
  Object.fromEntries(plan.processes.map(({ code, port }) => [code, port]));

describe("the environment", () => {
  it("when empty gives the documented defaults", async () => {
    const plan = await planFor({ CPS_PORT: "" });
    expect(portsOf(plan)).toEqual({ HUB: 4000, CPS: 4101, CPL: 4102 });
    expect(plan).toMatchObject({
      host: "127.0.0.1",
      postgresPort: 54_329,
      issuerPort: 4090,
      hubUrl: "http://127.0.0.1:4000",
      dataDir: join(plan.rootDir, ".data"),
      partnerUrls: { CPS: "http://127.0.0.1:4101/graphql", CPL: "http://127.0.0.1:4102/graphql" },
    });
  });

  it("moves single ports by name and all default ports by an offset", async () => {
    const plan = await planFor({ SEGPOL_PORT_OFFSET: "200", CPS_PORT: "9001", PORT: "9000" });
    expect(portsOf(plan)).toEqual({ HUB: 9000, CPS: 9001, CPL: 4302 });
    expect(plan.postgresPort).toBe(54_529);
    expect(plan.issuerPort).toBe(4290);
    const moved = ["PORT", "CPS_PORT", "CPL_PORT"];
    expect(portUses(plan).map(({ variable }) => variable)).toEqual([...moved, "SEGPOL_ISSUER_PORT"]);
    expect(portUses(plan, true).map(({ variable }) => variable)).toEqual(moved);
  });

  it("gives PORT and DATABASE_URL to the one partner that is started alone", async () => {
    const alone = await planFor({ PORT: "9000", DATABASE_URL: "postgres://a:b@db:5432/cps" }, { only: ["CPS"] });
    expect(alone.processes).toMatchObject([{ code: "CPS", port: 9000, databaseUrl: "postgres://a:b@db:5432/cps" }]);
    const all = await planFor({ DATABASE_URL: "postgres://a:b@db:5432/cps" });
    expect(all.processes.map(({ databaseUrl }) => databaseUrl)).toEqual([undefined, undefined, undefined]);
  });

  it("gives a partner the role that owns its database beside the one that serves, and the hub one role", async () => {
    const serving = "postgres://serving:b@db/cps";
    const owner = "postgres://owner:b@db/cps";
    const plan = await planFor({ CPS_DATABASE_URL: serving, CPS_DATABASE_OWNER_URL: owner });
    expect(plan.processes).toMatchObject([
      { code: "HUB", databaseUrl: undefined, ownerDatabaseUrl: undefined },
      { code: "CPS", databaseUrl: serving, ownerDatabaseUrl: owner },
      { code: "CPL", databaseUrl: undefined, ownerDatabaseUrl: undefined },
    ]);
    const alone = await planFor({ DATABASE_URL: serving, DATABASE_OWNER_URL: owner }, { only: ["CPS"] });
    expect(alone.processes).toMatchObject([{ databaseUrl: serving, ownerDatabaseUrl: owner }]);
  });

  it("runs no token issuer if another is named, and requires one in production", async () => {
    const named = { SEGPOL_TOKEN_ISSUER: "https://id.example.org" };
    expect((await planFor(named)).issuerPort).toBeUndefined();
    expect((await planFor({ ...named, NODE_ENV: "production" })).issuerPort).toBeUndefined();
    await expect(planFor({ NODE_ENV: "production" })).rejects.toMatchObject({
      code: "ISSUER_MISSING",
      message: expect.stringMatching(/SEGPOL_TOKEN_ISSUER.*SEGPOL_TOKEN_JWKS_URL.*docs\/identity\.md/s),
    });
  });

  it("leaves a partner alone that runs elsewhere, and tells the hub where", async () => {
    const plan = await planFor({ CPL_URL: "https://cpl.example/graphql" });
    expect(Object.keys(portsOf(plan))).toEqual(["HUB", "CPS"]);
    expect(plan.partnerUrls.CPL).toBe("https://cpl.example/graphql");
  });

  it.each([
    [{ CPS_PORT: "abc" }, "SETTING_INVALID", "CPS_PORT"],
    [{ HUB_PORT: "70000" }, "SETTING_INVALID", "HUB_PORT"],
    [{ SEGPOL_PORT_OFFSET: "1.5" }, "SETTING_INVALID", "SEGPOL_PORT_OFFSET"],
    [{ SEGPOL_PORT_OFFSET: "20000" }, "SETTING_INVALID", "SEGPOL_PORT_OFFSET"],
    [{ HUB_DATABASE_URL: "mysql://secret@x/y" }, "SETTING_INVALID", "HUB_DATABASE_URL"],
    [{ CPS_DATABASE_OWNER_URL: "postgres://secret:x@db/cps" }, "SETTING_INVALID", "CPS_DATABASE_URL"],
    [{ SEGPOL_ISSUER_PORT: "x" }, "SETTING_INVALID", "SEGPOL_ISSUER_PORT"],
  ])("with %j is refused with %s, naming %s", async (env, code, variable) => {
    const error: unknown = await planFor(env).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(variable) });
    expect(String(error)).not.toContain("secret");
  });

  it.each<[Environment, string[]]>([
    [
      { SEGPOL_PORT_OFFSET: "2000" },
      ["port 6000 of the hub, which SEGPOL_PORT_OFFSET made", "set SEGPOL_PORT_OFFSET", "or set HUB_PORT"],
    ],
    [{ SEGPOL_PORT_OFFSET: "100" }, ["port 4190 of the token issuer", "or set SEGPOL_ISSUER_PORT"]],
    [{ PORT: "6667" }, ["port 6667 of the hub: set PORT"]],
    [
      { CPS_PORT: "5060", CPL_PORT: "10080" },
      ["port 5060 of partner CPS: set CPS_PORT", "10080 of partner CPL: set CPL_PORT"],
    ],
  ])("with %j is refused, since fetch() refuses the port", async (env, parts) => {
    const error: unknown = await planFor(env).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "LauncherError", code: "PORT_BLOCKED" });
    for (const part of parts) expect(String(error)).toContain(part);
  });

  it("may give such a port to what no request is sent to", async () => {
    const plan = await planFor({
      SEGPOL_POSTGRES_PORT: "6000",
      CPS_PORT: "6000",
      CPS_URL: "https://cps.example/graphql",
      SEGPOL_ISSUER_PORT: "4190",
      SEGPOL_TOKEN_ISSUER: "https://id.example.org",
    });
    expect(plan.postgresPort).toBe(6000);
  });

  it("names the codes there are when --only asks for another", async () => {
    await expect(planFor({}, { only: ["XYZ"] })).rejects.toMatchObject({
      code: "PARTNER_UNKNOWN",
      message: expect.stringContaining("HUB, CPS, CPL"),
    });
  });

  it("of a child holds its own database alone, and for the hub every partner's address", async () => {
    const env = {
      CPS_DATABASE_URL: "postgres://a:b@db/cps",
      CPL_DATABASE_OWNER_URL: "postgres://a:b@db/cpl",
      CPL_DATABASE_URL: "postgres://a:b@db/cpl",
      DATABASE_OWNER_URL: "postgres://a:b@db/other",
      SEGPOL_HUB_KEY: "{}",
      SEGPOL_HUB_KEY_FILE: "/etc/segpol/hub-key.json",
      SEGPOL_ADMIN_TOKEN_FILE: "",
      SEGPOL_SAFELIST: "examples",
      HUB_DATABASE_URL: "postgres://a:b@db/hub",
      SEGPOL_ADMIN_TOKEN: "of the hub alone",
      SEGPOL_SIGN_IN_CLIENT_SECRET: "of the hub alone",
      KEPT: "yes",
    };
    const plan = await planFor(env);
    const [hub, cps] = plan.processes.map((planned) =>
      childEnvironment(plan, planned, { databaseUrl: planned.databaseUrl ?? "" }, env),
    );
    expect(hub).toMatchObject({
      DATABASE_URL: "postgres://a:b@db/hub",
      PORT: "4000",
      CPS_URL: plan.partnerUrls.CPS,
      CPL_URL: plan.partnerUrls.CPL,
      KEPT: "yes",
      SEGPOL_ADMIN_TOKEN: "of the hub alone",
      SEGPOL_ADMIN_TOKEN_FILE: "",
      SEGPOL_HUB_KEY: "{}",
      SEGPOL_HUB_KEY_FILE: "/etc/segpol/hub-key.json",
      SEGPOL_SAFELIST: resolve("examples"),
    });
    const [plain] = plan.processes.map((planned) => childEnvironment(plan, planned, { databaseUrl: "" }, {}));
    expect(plain).toMatchObject({
      SEGPOL_ADMIN_TOKEN_FILE: join(plan.dataDir, "admin-token"),
      SEGPOL_HUB_KEY_FILE: join(plan.dataDir, "hub-key.json"),
    });
    expect(cps).toMatchObject({
      DATABASE_URL: "postgres://a:b@db/cps",
      PORT: "4101",
      HOST: "127.0.0.1",
      LOG_LEVEL: "info",
    });
    expect(Object.keys({ ...hub, ...cps }).filter((name) => /DATABASE_(OWNER_)?URL$/.test(name))).toEqual([
      "DATABASE_URL",
    ]);
    for (const name of [
      "CPL_URL",
      "SEGPOL_ADMIN_TOKEN",
      "SEGPOL_ADMIN_TOKEN_FILE",
      "SEGPOL_HUB_KEY",
      "SEGPOL_HUB_KEY_FILE",
      "SEGPOL_SIGN_IN_CLIENT_SECRET",
    ])
      expect(cps).not.toHaveProperty(name);
    expect(hub).toHaveProperty("SEGPOL_SIGN_IN_CLIENT_SECRET", "of the hub alone");
  });

  it("names the folder of compiled code to all, of a first start only to the hub and one partner", async () => {
    const dataDir = await temporaryFolder();
    const told = async (): Promise<string[]> => {
      const plan = await planFor({ SEGPOL_DATA_DIR: dataDir });
      return plan.processes.flatMap((planned) =>
        "NODE_COMPILE_CACHE" in childEnvironment(plan, planned, { databaseUrl: "" }, {}) ? [planned.code] : [],
      );
    };
    expect(await told()).toEqual(["HUB", "CPS"]);
    await mkdir(join(dataDir, "cache", "node"), { recursive: true });
    expect(await told()).toEqual(["HUB", "CPS", "CPL"]);
  });
});

describe("free ports", () => {
  it("are taken instead of the environment's, each once", async () => {
    const plan = await planFor({ CPS_PORT: "9001" }, { ports: "free" });
    const ports = [plan.postgresPort, plan.issuerPort, ...Object.values(portsOf(plan))];
    expect(new Set(ports).size).toBe(5);
    expect(ports).not.toContain(9001);
  });

  it("are none that fetch() refuses", async () => {
    for (const port of BLOCKED_PORTS) {
      expect(port >= FREE_PORTS.from && port < FREE_PORTS.to, `${port} is among the free ones`).toBe(false);
      if (port === 0) continue;
      const refusal: unknown = await fetch(`http://127.0.0.1:${port}`).catch((error: unknown) => error);
      expect(refusal, `${port}`).toMatchObject({ cause: { message: "bad port" } });
    }
  });
});
