import { createRemoteJWKSet, errors, type CryptoKey, type FlattenedJWSInput, type JWSHeaderParameters } from "jose";
import { IdentityError, shown } from "./identity-error.js";

/** After this the keys are asked for again: a key that its issuer has withdrawn is then forgotten. */
const REFRESH_MS = 600_000;
/** So long known keys go on being used while the issuer cannot be asked whether they still hold. */
const MAX_TRUST_MS = 86_400_000;
/** Between two requests to the issuer, whatever the tokens name; shorter when it did not answer. */
const PAUSE_MS = 5_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;

/** The public keys of one issuer, fetched when first needed and when a token names a key that is not among them. */
export class KeySource {
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetches = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #failure: unknown;

  constructor(
    private readonly url: string,
    timeoutMs: number,
    private readonly now: () => Date,
  ) {
    // When to fetch again is decided here: a failed attempt must neither lose known keys nor be repeated for every request.
    this.#keys = createRemoteJWKSet(new URL(url), {
      timeoutDuration: timeoutMs,
      cooldownDuration: Infinity,
      cacheMaxAge: Infinity,
    });
  }

  /**
   * Differs whenever the keys have been fetched again, which it sees to when it is time.
   * @throws IdentityError KEYS_UNREACHABLE when they have not been fetched for too long
   */
  async version(): Promise<number> {
    if (this.#age() > REFRESH_MS) {
      const fetching = this.#fetch();
      // Of an issuer that did not answer the last time, nobody waits for another answer while its keys are trusted without.
      if (this.#failure === undefined || this.#age() > MAX_TRUST_MS) await fetching;
    }
    if (this.#age() > MAX_TRUST_MS) throw this.#unreachable();
    return this.#fetches;
  }

  async keyFor(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    const before = await this.version();
    try {
      return await this.#keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    if (this.#fetches === before) {
      await this.#fetch();
      if (this.#failure !== undefined) throw this.#unreachable();
    }
    try {
      return await this.#keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      throw new IdentityError(
        "TOKEN_KEY_UNKNOWN",
        `Expected a token signed with one of the keys at ${this.url}; it names the key ${shown(header.kid)} (${shown(header.alg)}), ` +
          "which is not there. Get a new token.",
        { cause: error },
      );
    }
  }

  #age(): number {
    return this.now().getTime() - this.#fetchedAt;
  }

  async #fetch(): Promise<void> {
    const now = this.now().getTime();
    if (now - this.#fetchedAt < PAUSE_MS || now - this.#failedAt < PAUSE_AFTER_FAILURE_MS) return;
    try {
      await this.#keys.reload();
      this.#fetchedAt = now;
      this.#fetches += 1;
      this.#failure = undefined;
    } catch (error) {
      this.#failedAt = now;
      this.#failure = error;
    }
  }

  #unreachable(): IdentityError {
    return new IdentityError(
      "KEYS_UNREACHABLE",
      `Expected the issuer's keys at ${this.url}, to verify the token with; they cannot be had now. ` +
        "Try again later; if it lasts, see that the address is right and can be reached from here.",
      { cause: this.#failure },
    );
  }
}
