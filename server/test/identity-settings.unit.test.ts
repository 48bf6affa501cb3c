import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { generateKeyPairSync } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { issuersForHub, issuersForPartner, keptSigningKey, makeSigningKey } from "@segpol/identity";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readHubKey, readIdentitySettings } from "../src/config/identity-settings.js";

const read = (
  env: Record<string, string>,
): { settings: ReturnType<typeof readIdentitySettings>; problems: string[] } => {
  const problems: string[] = [];
  return { settings: readIdentitySettings(env, problems), problems };
};

describe("identity settings", () => {
  it("are none where no issuer is named", () => {
    expect(read({})).toEqual({ settings: undefined, problems: [] });
    expect(read({ SEGPOL_TOKEN_ISSUER: " ", SEGPOL_HUB_ISSUER: "" })).toEqual({ settings: undefined, problems: [] });
  });

  it("look for keys in the usual place", () => {
    const { settings, problems } = read({
      SEGPOL_TOKEN_ISSUER: "https://id.example.org/realms/segpol/",
      SEGPOL_HUB_ISSUER: "https://hub.example.org",
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      users: {
        issuer: "https://id.example.org/realms/segpol/",
        jwksUrl: "https://id.example.org/realms/segpol/.well-known/jwks.json",
      },
      hub: { issuer: "https://hub.example.org", jwksUrl: "https://hub.example.org/.well-known/jwks.json" },
      audience: "segpol",
    });
  });

  it("take other addresses and another audience", () => {
    const { settings } = read({
      SEGPOL_TOKEN_ISSUER: "https://id.example.org",
      SEGPOL_TOKEN_JWKS_URL: "https://id.example.org/certs",
      SEGPOL_TOKEN_AUDIENCE: "segpol-test",
    });
    expect(settings).toEqual({
      users: { issuer: "https://id.example.org", jwksUrl: "https://id.example.org/certs" },
      hub: undefined,
      audience: "segpol-test",
    });
  });

  it.each([
    [
      { SEGPOL_TOKEN_ISSUER: "id.example.org" },
      'SEGPOL_TOKEN_ISSUER: expected an address that begins with https:// or http://, got "id.example.org".',
    ],
    [
      { SEGPOL_TOKEN_ISSUER: "https://id.example.org", SEGPOL_TOKEN_JWKS_URL: "file:///keys" },
      "SEGPOL_TOKEN_JWKS_URL: expected an address",
    ],
    [{ SEGPOL_HUB_ISSUER: "hub" }, "SEGPOL_HUB_ISSUER: expected an address"],
    [
      { SEGPOL_TOKEN_JWKS_URL: "https://id.example.org/certs" },
      "SEGPOL_TOKEN_ISSUER: expected the issuer whose keys SEGPOL_TOKEN_JWKS_URL names",
    ],
    [
      { SEGPOL_TOKEN_ISSUER: "https://a.example.org", SEGPOL_HUB_ISSUER: "https://a.example.org" },
      "SEGPOL_HUB_ISSUER: expected another address",
    ],
  ])("say what is wrong: %o", (env, problem) => {
    const { settings, problems } = read(env);
    expect(settings).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("have the hub believe its users' issuer alone, and a partner the hub too, where it reads", () => {
    const { settings } = read({
      SEGPOL_TOKEN_ISSUER: "https://id.example.org",
      SEGPOL_HUB_ISSUER: "https://hub.example.org",
    });
    if (!settings) throw new Error("expected settings");
    expect(issuersForHub(settings)).toMatchObject([{ issuer: "https://id.example.org", audiences: ["segpol"] }]);
    const [users, hub, ...others] = issuersForPartner(settings, "CPS");
    expect(others).toEqual([]);
    expect(users).toMatchObject({ issuer: "https://id.example.org", audiences: ["segpol", "segpol:CPS"] });
    expect(hub).toMatchObject({ issuer: "https://hub.example.org", audiences: ["segpol:CPS"] });
    const roles = ["cabinet", "hub:harvester", "partner:CPS:reader", "partner:CPS:editor", "hub:admin"] as const;
    expect(roles.filter((role) => hub?.accept?.(role))).toEqual(["cabinet", "hub:harvester", "partner:CPS:reader"]);
  });
});

describe("the hub's key", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "segpol-hub-key-"));
  });
  afterEach(async () => await rm(folder, { recursive: true, force: true }));

  it("comes from SEGPOL_HUB_KEY, else from SEGPOL_HUB_KEY_FILE, else is made for the day", () => {
    const given = makeSigningKey();
    const file = join(folder, "hub.json");
    const problems: string[] = [];
    const env = { SEGPOL_HUB_KEY: JSON.stringify(given), SEGPOL_HUB_KEY_FILE: file };
    expect(readHubKey(env, problems)).toEqual(given);
    const kept = readHubKey({ SEGPOL_HUB_KEY_FILE: file }, problems);
    expect(kept).toEqual(keptSigningKey(file));
    expect(readHubKey({}, problems)).not.toEqual(readHubKey({}, problems));
    expect(problems).toEqual([]);
  });

  it("that is none is told of without being shown", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const file = join(folder, "hub.json");
    for (const text of ["{secret", '"secret"', JSON.stringify(publicKey.export({ format: "jwk" })), "null"]) {
      const problems: string[] = [];
      readHubKey({ SEGPOL_HUB_KEY: text }, problems);
      await writeFile(file, text);
      readHubKey({ SEGPOL_HUB_KEY_FILE: file }, problems);
      expect(problems).toHaveLength(2);
      expect(problems[0]).toContain("SEGPOL_HUB_KEY: Expected a private key");
      expect(problems[1]).toContain(`SEGPOL_HUB_KEY_FILE: Expected a private key`);
      expect(problems.join()).not.toContain("secret");
    }
  });
});
