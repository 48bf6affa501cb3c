import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Identity } from "./identity.js";
import type { KeySource } from "./key-source.js";

/** Tokens that are remembered: those that were shown last. */
const MAX_TOKENS = 5_000;

interface Verified {
  readonly identity: Identity;
  readonly keys: KeySource;
  /** Of the issuer's keys, before the token was verified with them. */
  readonly keysVersion: number;
}

/**
 * Tokens that have been verified, and whose they are. One that is shown again is good until it expires, and as long as its issuer's keys are
 * those that it was verified with. No token itself is kept, only its digest.
 */
export class VerifiedTokens {
  readonly #verified = new LRUCache<string, Verified>({ max: MAX_TOKENS });
  readonly #clockToleranceS: number;
  readonly #now: () => Date;

  constructor(clockToleranceS: number, now: () => Date) {
    this.#clockToleranceS = clockToleranceS;
    this.#now = now;
  }

  /** @throws IdentityError KEYS_UNREACHABLE when its issuer has not been reached for too long */
  async find(token: string): Promise<Identity | undefined> {
    const name = digestOf(token);
    const known = this.#verified.get(name);
    if (!known) return undefined;
    const { identity, keys, keysVersion } = known;
    if (!this.#hasExpired(identity) && keysVersion === (await keys.version())) return identity;
    this.#verified.delete(name);
    return undefined;
  }

  add(token: string, verified: Verified): void {
    this.#verified.set(digestOf(token), verified);
  }

  /** As it is told when a token is verified. */
  #hasExpired({ expiresAt }: Identity): boolean {
    const now = Math.floor(this.#now().getTime() / 1_000);
    return expiresAt.getTime() / 1_000 <= now - this.#clockToleranceS;
  }
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}
