import { createPublicKey, generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { SignJWT, UnsecuredJWT, type JWK } from "jose";
import { describe, expect, it } from "vitest";
import {
  createTokenSigner,
  createTokenVerifier,
  IdentityError,
  makeSigningKey,
  type Role,
  type TokenSigner,
  type TokenVerifier,
  type TokenVerifierOptions,
  type TrustedIssuer,
} from "../src/index.js";
import { startKeyServer, type KeyServer } from "./key-server.js";

interface Setting {
  server: KeyServer;
  key: JWK;
  signer: TokenSigner;
  verifier: TokenVerifier;
}

const editor: Role = "partner:CPS:editor";
const token = { subject: "u-1", roles: [editor], audience: "segpol", lifetimeS: 60 };
const bearer = (text: string): string => `Bearer ${text}`;

async function setting(
  trust: Partial<TrustedIssuer> = {},
  options: Partial<TokenVerifierOptions> = {},
  key: JWK = makeSigningKey(),
): Promise<Setting> {
  const server = await startKeyServer();
  const signer = createTokenSigner({ issuer: server.issuer, key });
  server.publish(signer.publicJwks());
  const issuers = [{ issuer: server.issuer, jwksUrl: server.jwksUrl, audiences: ["segpol"], ...trust }];
  return { server, key, signer, verifier: createTokenVerifier({ issuers, ...options }) };
}

/** The error with which the verifier refuses the header; fails when it does not. */
async function refusal(verifier: TokenVerifier, authorization: string): Promise<IdentityError> {
  const outcome = await verifier.identify(authorization).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof IdentityError)) throw new Error(`Expected an IdentityError, got ${String(outcome)}`);
  // Whatever is wrong, what is told of it never holds the token: neither its signature nor its content.
  for (const part of authorization.split(/[ .,]+/).filter((each) => each.length > 12)) {
    expect(outcome.message).not.toContain(part);
  }
  return outcome;
}

/** A token with any claims and header, signed as the issuer would. */
async function forged(
  { key, server }: Setting,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): Promise<string> {
  const whole = { iss: server.issuer, aud: "segpol", sub: "u-1", exp: Math.floor(Date.now() / 1000) + 60, ...claims };
  return await new SignJWT(JSON.parse(JSON.stringify(whole)) as Record<string, unknown>)
    .setProtectedHeader({ alg: "ES256", ...(key.kid && { kid: key.kid }), ...header })
    .sign(key);
}

describe("a token that holds", () => {
  it("tells who asks, with what, and until when", async () => {
    const { verifier, signer, server } = await setting();
    const before = Math.floor(Date.now() / 1000);
    const identity = await verifier.identify(bearer(await signer.sign(token)));
    expect(identity).toMatchObject({ subject: "u-1", issuer: server.issuer, roles: [editor] });
    expect(identity?.expiresAt.getTime()).toBeGreaterThanOrEqual((before + 60) * 1000);
  });

  it("is not asked for: without the header there is nobody in particular, and no key is fetched", async () => {
    const { verifier, server } = await setting();
    expect(await verifier.identify(undefined)).toBeUndefined();
    expect(server.asked).toBe(0);
  });

  it("may be signed with EdDSA, RS256 or PS256", async () => {
    const jwk = (pair: { privateKey: { export(options: { format: "jwk" }): JWK } }): JWK =>
      pair.privateKey.export({ format: "jwk" });
    const rsa = jwk(generateKeyPairSync("rsa", { modulusLength: 2048 }));
    for (const key of [jwk(generateKeyPairSync("ed25519")), rsa, { ...rsa, alg: "PS256" }]) {
      const { verifier, signer } = await setting({}, {}, key);
      expect(await verifier.identify(bearer(await signer.sign(token)))).toMatchObject({ subject: "u-1" });
    }
  });

  it("may name the scheme in small letters, and have several audiences, of which one is ours", async () => {
    const given = await setting();
    const text = await forged(given, { aud: ["account", "segpol"] });
    expect(await given.verifier.identify(`bearer ${text}`)).toMatchObject({ subject: "u-1" });
  });

  it("may be a few seconds over, as clocks differ", async () => {
    const given = await setting();
    const exp = Math.floor(Date.now() / 1000) - 3;
    expect(await given.verifier.identify(bearer(await forged(given, { exp })))).toMatchObject({ subject: "u-1" });
  });
});

describe("roles", () => {
  const rolesOf = async (given: Setting, claims: Record<string, unknown>): Promise<readonly Role[] | undefined> =>
    (await given.verifier.identify(bearer(await forged(given, claims))))?.roles;

  it("come from `roles` and from `realm_access.roles`, each once", async () => {
    const given = await setting();
    const realm = { roles: ["partner:CC_GPI:reader", "cabinet"] };
    expect(await rolesOf(given, { roles: ["cabinet", "hub:admin"], realm_access: realm })).toEqual([
      "cabinet",
      "hub:admin",
      "partner:CC_GPI:reader",
    ]);
  });

  it("are ignored when unknown or odd", async () => {
    const given = await setting();
    const odd = [
      "Cabinet",
      "partner:cps:editor",
      "partner:CPS:owner",
      "partner:CPS:editor:x",
      "partner::editor",
      "",
      " cabinet",
    ];
    expect(await rolesOf(given, { roles: [...odd, 7, null, ["cabinet"], { role: "cabinet" }] })).toEqual([]);
  });

  it.each([
    ["cabinet", ["cabinet"]],
    ["openid cabinet hub:admin", ["cabinet", "hub:admin"]],
    ["", []],
    ["cabinet,hub:admin", []],
  ])("may be one text, as some issuers write a list of one: %j", async (roles, expected) => {
    const given = await setting();
    expect(await rolesOf(given, { roles })).toEqual(expected);
    expect(await rolesOf(given, { realm_access: { roles } })).toEqual(expected);
  });

  it.each([
    ["an object", { 0: "cabinet" }],
    ["null", null],
    ["a number", 3],
  ])("are none when the claim is %s", async (_, roles) => {
    expect(await rolesOf(await setting(), { roles, realm_access: roles })).toEqual([]);
  });

  it("beyond what the issuer may give are ignored", async () => {
    const given = await setting({ accept: (role) => role === "cabinet" });
    expect(await rolesOf(given, { roles: ["cabinet", "hub:admin", editor] })).toEqual(["cabinet"]);
  });
});

describe("what kind of token it is", () => {
  it("an access token by Cognito's claim", async () => {
    const given = await setting();
    const text = await forged(given, { token_use: "access" });
    expect(await given.verifier.identify(bearer(text))).toMatchObject({ subject: "u-1" });
  });

  it.each([{}, { typ: "JWT" }, { typ: "jwt" }, { typ: "at+jwt" }, { typ: "application/at+jwt" }])(
    "an access token by its header: %j",
    async (header) => {
      const given = await setting();
      const text = await forged(given, { typ: "Bearer" }, header);
      expect(await given.verifier.identify(bearer(text))).toMatchObject({ subject: "u-1" });
    },
  );

  it.each([
    [{ typ: "logout+jwt" }, {}],
    [{ typ: "secevent+jwt" }, {}],
    [{ typ: "dpop+jwt" }, {}],
    [{ typ: "" }, {}],
    [{ typ: "ID" }, {}],
    [{}, { typ: "ID" }],
    [{}, { typ: "Refresh" }],
    [{ typ: "JWT" }, { typ: "Offline" }],
    [{}, { typ: 7 }],
    [{}, { at_hash: "77QmUPtjPfzWtF2AnpK9RQ" }],
    [{ typ: "JWT" }, { c_hash: "LDktKdoQak3Pk0cnXxCltA" }],
    [{}, { token_use: "id" }],
    [{}, { token_use: "refresh" }],
    [{}, { events: { "http://schemas.openid.net/event/backchannel-logout": {} } }],
    [{}, { cnf: { jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" } }],
  ])("another kind is refused, whatever else it says: header %j, claims %j", async (header, claims) => {
    const given = await setting();
    const error = await refusal(given.verifier, bearer(await forged(given, { roles: ["cabinet"], ...claims }, header)));
    expect(error).toMatchObject({ code: "TOKEN_TYPE", status: 401 });
    expect(error.message).toMatch(
      /^Expected an access token .*; got .*access token, not its ID, refresh or logout token/,
    );
  });
});

describe("a token that does not hold", () => {
  it("is for another audience", async () => {
    const { verifier, signer } = await setting({ audiences: ["segpol", "segpol:CPS"] });
    const error = await refusal(verifier, bearer(await signer.sign({ ...token, audience: "segpol:CPL" })));
    expect(error).toMatchObject({ code: "TOKEN_AUDIENCE", status: 401 });
    expect(error.message).toContain('"segpol" or "segpol:CPS"; got "segpol:CPL"');
  });

  it("has no audience", async () => {
    const given = await setting();
    expect(await refusal(given.verifier, bearer(await forged(given, { aud: undefined })))).toMatchObject({
      code: "TOKEN_AUDIENCE",
    });
  });

  it("is expired", async () => {
    const { verifier, signer } = await setting();
    const error = await refusal(verifier, bearer(await signer.sign({ ...token, lifetimeS: -6 })));
    expect(error).toMatchObject({ code: "TOKEN_EXPIRED", status: 401 });
  });

  it("is not yet valid", async () => {
    const given = await setting();
    const nbf = Math.floor(Date.now() / 1000) + 30;
    expect(await refusal(given.verifier, bearer(await forged(given, { nbf })))).toMatchObject({
      code: "TOKEN_NOT_YET_VALID",
    });
  });

  it("is unsigned", async () => {
    const { verifier, server } = await setting();
    const text = new UnsecuredJWT({ roles: ["cabinet"] })
      .setIssuer(server.issuer)
      .setAudience("segpol")
      .setSubject("u-1")
      .setExpirationTime("1m")
      .encode();
    expect(await refusal(verifier, bearer(text))).toMatchObject({ code: "TOKEN_ALGORITHM", status: 401 });
    expect(server.asked).toBe(0);
  });

  it("is signed with HS256, the public key being the secret", async () => {
    const given = await setting();
    const [published] = given.signer.publicJwks().keys;
    const publicKey = createPublicKey({ key: published as JsonWebKey, format: "jwk" });
    for (const secret of [publicKey.export({ type: "spki", format: "pem" }), JSON.stringify(published)]) {
      const text = await new SignJWT({ roles: ["cabinet"], iss: given.server.issuer, aud: "segpol", sub: "u-1" })
        .setProtectedHeader({ alg: "HS256", kid: published?.kid ?? "" })
        .setExpirationTime("1m")
        .sign(Buffer.from(secret));
      expect(await refusal(given.verifier, bearer(text))).toMatchObject({ code: "TOKEN_ALGORITHM" });
    }
  });

  it("is signed with an algorithm that is not among ours, though its issuer has published such a key", async () => {
    const key = generateKeyPairSync("ec", { namedCurve: "P-384" });
    const server = await startKeyServer();
    const publicPart = key.publicKey.export({ format: "jwk" }) as JWK;
    server.publish({ keys: [{ ...publicPart, kid: "p384", alg: "ES384" }] });
    const issuers = [{ ...server, issuer: server.issuer, jwksUrl: server.jwksUrl, audiences: ["segpol"] }];
    const text = await new SignJWT({ iss: server.issuer, aud: "segpol", sub: "u-1" })
      .setProtectedHeader({ alg: "ES384", kid: "p384" })
      .setExpirationTime("1m")
      .sign(key.privateKey);
    expect(await refusal(createTokenVerifier({ issuers }), bearer(text))).toMatchObject({ code: "TOKEN_ALGORITHM" });
  });

  it("names an algorithm that its key is not for", async () => {
    const given = await setting();
    const text = await forged(given, {});
    const header = Buffer.from(JSON.stringify({ alg: "RS256", kid: given.key.kid })).toString("base64url");
    const mixed = [header, ...text.split(".").slice(1)].join(".");
    expect(await refusal(given.verifier, bearer(mixed))).toMatchObject({ code: "TOKEN_KEY_UNKNOWN" });
  });

  it("comes from an issuer that is not ours, which is never asked for keys", async () => {
    const given = await setting();
    const stranger = await setting();
    const error = await refusal(given.verifier, bearer(await stranger.signer.sign(token)));
    expect(error).toMatchObject({ code: "TOKEN_ISSUER", status: 401 });
    expect(error.message).toContain(given.server.issuer);
    expect(stranger.server.asked).toBe(0);
    for (const iss of [undefined, 7, `${given.server.issuer}/`]) {
      expect(await refusal(given.verifier, bearer(await forged(given, { iss })))).toMatchObject({
        code: "TOKEN_ISSUER",
      });
    }
  });

  it("bears the name of our issuer and the key of another", async () => {
    const given = await setting();
    const thief = createTokenSigner({
      issuer: given.server.issuer,
      key: { ...makeSigningKey(), kid: given.key.kid ?? "" },
    });
    expect(await refusal(given.verifier, bearer(await thief.sign(token)))).toMatchObject({ code: "TOKEN_SIGNATURE" });
  });

  it("was changed after it was signed", async () => {
    const given = await setting();
    const [header, , signature] = (await forged(given, { roles: [] })).split(".");
    const [, payload] = (await forged(given, { roles: ["cabinet"] })).split(".");
    expect(await refusal(given.verifier, bearer(`${header}.${payload}.${signature}`))).toMatchObject({
      code: "TOKEN_SIGNATURE",
    });
  });

  it.each([
    ["no sub", { sub: undefined }],
    ["an empty sub", { sub: "" }],
    ["a sub that is no text", { sub: 7 }],
    ["a sub with a NUL", { sub: "u\u0000-1" }],
    ["a sub of several lines", { sub: "u-1\nx" }],
    ["an exp that no calendar has", { exp: 1e20 }],
    ["no exp", { exp: undefined }],
    ["an exp that is no number", { exp: "tomorrow" }],
    ["an nbf that is no number", { nbf: "yesterday" }],
  ])("has %s", async (_, claims) => {
    const given = await setting();
    expect(await refusal(given.verifier, bearer(await forged(given, claims)))).toMatchObject({
      code: "TOKEN_CLAIMS",
      status: 401,
    });
  });

  it("asks for an extension that nobody knows", async () => {
    const given = await setting();
    const [, payload, signature] = (await forged(given, {})).split(".");
    const odd = { alg: "ES256", kid: given.key.kid, crit: ["x"], x: 1 };
    const header = Buffer.from(JSON.stringify(odd)).toString("base64url");
    expect(await refusal(given.verifier, bearer(`${header}.${payload}.${signature}`))).toMatchObject({ status: 401 });
  });

  it("is garbage, twice there, too long, or of another scheme", async () => {
    const { verifier, signer } = await setting();
    const good = await signer.sign(token);
    const long = await signer.sign({ ...token, subject: "x".repeat(9_000) });
    const headers = [
      "",
      "Bearer",
      "Bearer ",
      "Bearer garbage",
      "Bearer a.b.c",
      "Bearer ..",
      `Bearer ${good.split(".").slice(0, 2).join(".")}`,
      `Bearer ${good}.${good}`,
      `Bearer ${good} ${good}`,
      `Bearer ${good}, Bearer ${good}`,
      `Bearer "${good}"`,
      `Bearer ${long}`,
      `Basic ${Buffer.from("u:p").toString("base64")}`,
      `Token ${good}`,
      good,
    ];
    for (const header of headers) {
      expect(await refusal(verifier, header), header.slice(0, 40)).toMatchObject({
        code: "TOKEN_MALFORMED",
        status: 401,
      });
    }
  });

  it("is refused the more, the less its claims are what they seem", async () => {
    const given = await setting();
    const [header, payload, signature] = (await forged(given, {})).split(".");
    for (const text of ["[]", "7", '"x"', "null", "{", '{"alg":["ES256"]}', '{"alg":null}']) {
      const odd = Buffer.from(text).toString("base64url");
      expect(await refusal(given.verifier, bearer(`${odd}.${payload}.${signature}`))).toMatchObject({ status: 401 });
      expect(await refusal(given.verifier, bearer(`${header}.${odd}.${signature}`))).toMatchObject({ status: 401 });
    }
  });
});

describe("several issuers", () => {
  it("are told apart: what one may not give does not come from it, whatever the other may", async () => {
    const users = await setting();
    const hub = await setting();
    const verifier = createTokenVerifier({
      issuers: [
        { issuer: users.server.issuer, jwksUrl: users.server.jwksUrl, audiences: ["segpol"] },
        {
          issuer: hub.server.issuer,
          jwksUrl: hub.server.jwksUrl,
          audiences: ["segpol:CPS"],
          accept: (role) => role !== editor,
        },
      ],
    });
    const own = { ...token, audience: "segpol:CPS", roles: [editor, "cabinet"] as const };
    expect((await verifier.identify(bearer(await users.signer.sign(token))))?.roles).toEqual([editor]);
    expect((await verifier.identify(bearer(await hub.signer.sign(own))))?.roles).toEqual(["cabinet"]);
    expect(await refusal(verifier, bearer(await hub.signer.sign(token)))).toMatchObject({ code: "TOKEN_AUDIENCE" });
    expect(await refusal(verifier, bearer(await users.signer.sign(own)))).toMatchObject({ code: "TOKEN_AUDIENCE" });
    const posing = createTokenSigner({ issuer: users.server.issuer, key: hub.key });
    expect(await refusal(verifier, bearer(await posing.sign(token)))).toMatchObject({ code: "TOKEN_KEY_UNKNOWN" });
  });

  it("must have names of their own", () => {
    const one = { issuer: "https://id.example.org", jwksUrl: "https://id.example.org/keys", audiences: ["segpol"] };
    expect(() => createTokenVerifier({ issuers: [one, one] })).toThrow("https://id.example.org is there twice");
  });
});
