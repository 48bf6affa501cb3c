import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTokenSigner, keptSigningKey, SigningKeyError, type TokenSigner } from "@segpol/identity";
import { LauncherError } from "../errors.js";

/** Files of the local issuer: its key, its clients and its last address. */
export function issuerFolder(dataDir: string): string {
  return join(dataDir, "issuer");
}

export const JWKS_PATH = "/.well-known/jwks.json";

/** Signs the local issuer's tokens with its stored key. Works whether the issuer runs or not. */
export function localSigner(folder: string, issuer: string): TokenSigner {
  return withKey(() => createTokenSigner({ issuer, key: localKey(folder) }));
}

/** The local issuer's private key, which is made if it is missing. */
export function localKey(folder: string): ReturnType<typeof keptSigningKey> {
  return withKey(() => keptSigningKey(join(folder, "key.json")));
}

function withKey<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SigningKeyError)) throw error;
    throw new LauncherError("ISSUER_FAILED", `The local token issuer has no key. ${error.message}`, {
      cause: error,
    });
  }
}

/** The last address of this folder's issuer. */
export async function keptAddress(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, "address"), "utf8").catch(() => "");
  return text.trim() || undefined;
}

export async function keepAddress(folder: string, address: string): Promise<void> {
  await writeFile(join(folder, "address"), `${address}\n`);
}

/** The address of this folder's running issuer, if there is one, among the given addresses and the last one. */
export async function runningIssuer(folder: string, planned: string): Promise<string | undefined> {
  if (!existsSync(join(folder, "key.json"))) return undefined;
  const [own] = localSigner(folder, planned).publicJwks().keys;
  const candidates = [await keptAddress(folder), planned].filter((each) => each !== undefined);
  for (const address of new Set(candidates)) {
    if ((await keyIdsAt(address)).includes(own?.kid)) return address;
  }
  return undefined;
}

async function keyIdsAt(address: string): Promise<unknown[]> {
  try {
    const response = await fetch(address + JWKS_PATH, { signal: AbortSignal.timeout(1_000), redirect: "error" });
    const { keys } = (await response.json()) as { keys?: { kid?: unknown }[] };
    return Array.isArray(keys) ? keys.map((key) => key?.kid) : [];
  } catch {
    return [];
  }
}
