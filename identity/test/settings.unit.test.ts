import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { generateKeyPairSync } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTokenSigner, keptSigningKey, makeSigningKey, SigningKeyError } from "../src/index.js";

describe("a signing key", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "segpol-identity-"));
  });
  afterEach(async () => await rm(folder, { recursive: true, force: true }));

  it("is made where its file is not, and found there afterwards, by its owner alone", async () => {
    const file = join(folder, "keys", "hub.json");
    const made = keptSigningKey(file);
    expect(keptSigningKey(file)).toEqual(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(made);
  });

  it("whose file can be neither read nor made is told of", async () => {
    await writeFile(join(folder, "file"), "");
    await chmod(join(folder, "file"), 0o400);
    expect(() => keptSigningKey(join(folder, "file", "key.json"))).toThrow(SigningKeyError);
  });

  it("that is of another kind signs nothing", () => {
    const key = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export({ format: "jwk" });
    expect(() => createTokenSigner({ issuer: "https://hub.example.org", key: { kty: "EC", ...key } })).toThrow(
      SigningKeyError,
    );
    expect(() => createTokenSigner({ issuer: "https://hub.example.org", key: { kty: "oct", k: "c2VjcmV0" } })).toThrow(
      SigningKeyError,
    );
  });
});

describe("a signer", () => {
  it("says who, what, for whom, and for how long", async () => {
    const at = new Date("2026-01-02T03:04:05.678Z");
    const signer = createTokenSigner({ issuer: "https://hub.example.org", key: makeSigningKey(), now: () => at });
    const text = await signer.sign({ subject: "s", roles: ["cabinet"], audience: "segpol:CPS", lifetimeS: 60 });
    const iat = Date.parse("2026-01-02T03:04:05Z") / 1000;
    expect(decodeJwt(text)).toEqual({
      iss: "https://hub.example.org",
      sub: "s",
      aud: "segpol:CPS",
      roles: ["cabinet"],
      iat,
      exp: iat + 60,
    });
    expect(decodeProtectedHeader(text)).toEqual({ alg: "ES256", kid: signer.publicJwks().keys[0]?.kid, typ: "at+jwt" });
  });

  it("publishes nothing private", () => {
    const key = makeSigningKey();
    const published = createTokenSigner({ issuer: "https://hub.example.org", key }).publicJwks();
    expect(Object.keys(published.keys[0] ?? {}).toSorted()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
    expect(JSON.stringify(published)).not.toContain(key.d);
  });

  it("takes a key of the Web Crypto API, and names it by its thumbprint", async () => {
    const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
      "sign",
      "verify",
    ]);
    const signer = createTokenSigner({ issuer: "https://hub.example.org", key: privateKey });
    const text = await signer.sign({ subject: "s", roles: [], audience: "segpol", lifetimeS: 60 });
    expect(decodeProtectedHeader(text)).toMatchObject({ alg: "ES256", kid: signer.publicJwks().keys[0]?.kid });
    expect(signer.publicJwks().keys[0]?.kid).toMatch(/^[\w-]{43}$/);
  });
});
