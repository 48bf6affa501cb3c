import { createHash, createPrivateKey, createPublicKey, KeyObject } from "node:crypto";
import { SignJWT, type CryptoKey, type JWK } from "jose";
import { ALGORITHMS } from "./algorithms.js";
import type { Role } from "./roles.js";
import { SigningKeyError } from "./signing-key.js";

export interface TokenSignerOptions {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** A private key: EC P-256 (ES256), Ed25519 (EdDSA) or RSA (RS256, or PS256 where the key's `alg` says so); a CryptoKey must be extractable. */
  readonly key: CryptoKey | JWK;
  /** For tests. Default the system's clock. */
  readonly now?: (() => Date) | undefined;
}

export interface TokenToSign {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly audience: string;
  /** Seconds for which it holds. */
  readonly lifetimeS: number;
}

export interface TokenSigner {
  readonly issuer: string;
  /** A signed JWT with iss, sub, aud, iat, exp and roles. */
  sign(token: TokenToSign): Promise<string>;
  /** What verifies its tokens: to be published, without anything private. */
  publicJwks(): { keys: JWK[] };
}

/** Makes tokens of an issuer's own. Throws SigningKeyError for a key that cannot sign with an accepted algorithm. */
export function createTokenSigner({ issuer, key, now = () => new Date() }: TokenSignerOptions): TokenSigner {
  const privateKey = privateKeyOf(key);
  const given: JWK = "kty" in key ? key : {};
  const publicPart = createPublicKey(privateKey).export({ format: "jwk" }) as JWK;
  const alg = given.alg ?? algorithmOf(publicPart);
  if (alg === undefined || !ALGORITHMS.includes(alg)) {
    throw new SigningKeyError(
      `Expected a key for one of ${ALGORITHMS.join(", ")}; got one for ${alg ?? "none of them"}.`,
    );
  }
  const kid = given.kid ?? thumbprint(publicPart);
  return {
    issuer,
    sign: async ({ subject, roles, audience, lifetimeS }) => {
      const issuedAt = Math.floor(now().getTime() / 1000);
      return await new SignJWT({ roles: [...roles] })
        .setProtectedHeader({ alg, kid, typ: "at+jwt" })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeS)
        .sign(privateKey);
    },
    publicJwks: () => ({ keys: [{ ...publicPart, kid, alg, use: "sig" }] }),
  };
}

function privateKeyOf(key: CryptoKey | JWK): KeyObject {
  try {
    const found = "kty" in key ? createPrivateKey({ key, format: "jwk" }) : KeyObject.from(key as CryptoKey);
    if (found.type === "private") return found;
  } catch {
    // Said below: the error's own words may hold a part of the key.
  }
  throw new SigningKeyError(
    "Expected a private key of EC P-256, Ed25519 or RSA to sign tokens with; got something else.",
  );
}

function algorithmOf({ kty, crv }: JWK): string | undefined {
  if (kty === "RSA") return "RS256";
  if (kty === "EC" && crv === "P-256") return "ES256";
  return kty === "OKP" && crv === "Ed25519" ? "EdDSA" : undefined;
}

/** RFC 7638. */
function thumbprint({ crv, e, kty, n, x, y }: JWK): string {
  return createHash("sha256").update(JSON.stringify({ crv, e, kty, n, x, y })).digest("base64url");
}
