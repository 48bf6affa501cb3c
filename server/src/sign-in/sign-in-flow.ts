import { z } from "zod";
import { deriveKey, seal, unseal } from "./sealed-text.js";

/** Seconds that somebody has to sign in at the issuer. */
export const FLOW_LIFETIME_S = 600;

const FLOW = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  /** Path on this site. */
  returnTo: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});

/** A sign-in under way, with where it is to lead. */
export type KeptFlow = z.output<typeof FLOW>;

/** A sign-in under way, in a cookie that only this site reads and writes: whoever only looks at the sign-in leaves nothing in the database. */
export class FlowCookie {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = deriveKey(secret, "sign-in flow");
  }

  write(flow: KeptFlow): string {
    return seal(JSON.stringify(flow), this.#key).toString("base64url");
  }

  /** Undefined: there is none, it is not of this site, or it is too old. */
  read(cookie: string | undefined): KeptFlow | undefined {
    const text = cookie === undefined ? undefined : unseal(Buffer.from(cookie, "base64url"), this.#key);
    if (text === undefined) return undefined;
    const flow = FLOW.parse(JSON.parse(text));
    return flow.until > Date.now() ? flow : undefined;
  }
}
