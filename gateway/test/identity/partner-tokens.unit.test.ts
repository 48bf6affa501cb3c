import { type Identity, makeSigningKey, type Role } from "@segpol/identity";
import { describe, expect, it } from "vitest";
import { createPartnerTokens, partnerTokensOf } from "../../src/identity/partner-tokens.js";

const KEY = makeSigningKey();
const START = new Date("2026-03-01T09:00:00Z");

function reader(subject: string, ...roles: Role[]): Identity {
  return { subject, issuer: "https://id.example", roles, expiresAt: new Date(START.getTime() + 600_000) };
}

interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly exp: number;
  readonly roles: readonly string[];
}
const claimsOf = (token: string | undefined): Claims =>
  JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString("utf8")) as Claims;

function tokens(key = KEY) {
  const clock = { now: START };
  const made = createPartnerTokens({ issuer: () => "https://hub.example", key, now: () => clock.now });
  return { made, clock };
}

describe("a token for a partner", () => {
  it("is used for half of its life, and another one for the rest", async () => {
    const { made, clock } = tokens();
    const jan = reader("jan", "cabinet");
    const first = await made.forReader(jan, "CPS");
    clock.now = new Date(START.getTime() + 29_000);
    expect(await made.forReader(jan, "CPS")).toBe(first);
    clock.now = new Date(START.getTime() + 31_000);
    const second = await made.forReader(jan, "CPS");
    expect(second).not.toBe(first);
    expect(claimsOf(second).exp - claimsOf(first).exp).toBe(31);
  });

  it("is this reader's and this partner's alone", async () => {
    const { made } = tokens();
    const readers = [
      reader("jan", "cabinet"),
      reader("jan", "partner:CPS:editor"),
      reader("mia", "cabinet"),
      { ...reader("jan", "cabinet"), issuer: "https://other.example" },
    ];
    const sent = await Promise.all(
      ["CPS", "CPL"].flatMap((code) => readers.map(async (each) => await made.forReader(each, code))),
    );
    expect(new Set(sent).size).toBe(8);
    expect(new Set(sent.map((token) => claimsOf(token).sub)).size).toBe(3);
    expect(claimsOf(sent[1])).toMatchObject({
      iss: "https://hub.example",
      aud: "segpol:CPS",
      roles: ["partner:CPS:reader"],
    });
    expect(sent.map((token) => JSON.stringify(claimsOf(token))).join()).not.toMatch(/jan|mia|id\.example/);
  });

  it("names a reader otherwise under another key of the hub's", async () => {
    const jan = reader("jan", "cabinet");
    const subjects = [KEY, KEY, makeSigningKey()].map(
      async (key) => claimsOf(await tokens(key).made.forReader(jan, "CPS")).sub,
    );
    const [one, same, other] = await Promise.all(subjects);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  it("is not made for somebody who sees no more than anybody", async () => {
    const { made } = tokens();
    expect(await made.forReader(undefined, "CPS")).toBeUndefined();
    expect(await made.forReader(reader("jan"), "CPS")).toBeUndefined();
    expect(await made.forReader(reader("jan", "hub:admin", "hub:harvester"), "CPS")).toBeUndefined();
  });

  it("harvests by name", async () => {
    expect(claimsOf(await tokens().made.forHarvest("CC_GPI"))).toMatchObject({
      sub: "hub",
      aud: "segpol:CC_GPI",
      roles: ["hub:harvester"],
    });
  });

  it("is verified with a key that has nothing private in it", () => {
    const published = JSON.stringify(tokens().made.publicJwks());
    expect(published).toContain(KEY.kid);
    expect(published).not.toContain('"d"');
    expect(published).not.toContain(String(KEY.d));
  });

  it("is not made at all where no issuer is configured, and else in the hub's own name or the one that it was given", async () => {
    const users = { issuer: "https://id.example", jwksUrl: "https://id.example/jwks" };
    const issuerWith = async (hub: typeof users | undefined): Promise<string | undefined> => {
      const made = partnerTokensOf({ identity: { users, hub, audience: "segpol" }, hubKey: KEY }, () => "http://own");
      return made && claimsOf(await made.forHarvest("CPS")).iss;
    };
    expect(partnerTokensOf({ identity: undefined, hubKey: KEY }, () => "http://own")).toBeUndefined();
    expect(await issuerWith(undefined)).toBe("http://own");
    expect(await issuerWith({ ...users, issuer: "https://hub.example" })).toBe("https://hub.example");
  });
});
