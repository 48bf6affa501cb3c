import { createPrivateKey, generateKeyPairSync, randomBytes, type JsonWebKey } from "node:crypto";
import { chownSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { JWK } from "jose";

/** A private key that cannot sign tokens, or that cannot be read. The message names where it came from and never the key. */
export class SigningKeyError extends Error {
  override readonly name = "SigningKeyError";
}

/** A new private key for ES256, with a key id of its own. */
export function makeSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const kid = randomBytes(9).toString("base64url");
  return { ...(privateKey.export({ format: "jwk" }) as JWK), kid, alg: "ES256", use: "sig" };
}

/** Reads a private key in JSON (RFC 7517). `from` names the place in errors. Throws SigningKeyError. */
export function parseSigningKey(text: string, from: string): JWK {
  let key: unknown;
  try {
    key = JSON.parse(text);
    // The error's own words would repeat a part of the key.
  } catch {
    throw new SigningKeyError(`Expected a private key as a JSON Web Key in ${from}; got what is no JSON.`);
  }
  try {
    createPrivateKey({ key: key as JsonWebKey, format: "jwk" });
  } catch {
    throw new SigningKeyError(
      `Expected a private key (EC P-256, Ed25519 or RSA) as a JSON Web Key in ${from}; got something else. ` +
        "Left empty or without that file, one is made.",
    );
  }
  return key as JWK;
}

/** The private key of a file that its owner alone can read; made when the file is not there. Throws SigningKeyError. */
export function keptSigningKey(file: string): JWK {
  try {
    return parseSigningKey(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (error instanceof SigningKeyError) throw error;
    if (!isMissing(error))
      throw new SigningKeyError(`Expected a file that can be read, ${String(error)}.`, { cause: error });
  }
  try {
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true });
    const draft = `${file}.${randomBytes(4).toString("hex")}`;
    writeFileSync(draft, `${JSON.stringify(makeSigningKey())}\n`, { mode: 0o600, flag: "wx" });
    try {
      // Made by root in a folder of another's, it must stay readable to that other.
      const { uid, gid } = statSync(folder);
      if (process.getuid?.() === 0 && uid !== 0) chownSync(draft, uid, gid);
      // A link appears whole or not at all, and fails when another process was first.
      linkSync(draft, file);
    } catch (error) {
      if (!isThere(error)) throw error;
    } finally {
      rmSync(draft);
    }
    return parseSigningKey(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (error instanceof SigningKeyError) throw error;
    throw new SigningKeyError(`Expected a file that can be made for the signing key, ${String(error)}.`, {
      cause: error,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function isThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
