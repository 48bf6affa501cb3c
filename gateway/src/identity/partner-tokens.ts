import { createHash } from "node:crypto";
import { createTokenSigner, type Identity, partnerAudience, type Role } from "@segpol/identity";
import type { HubConfig } from "../config/config.js";
import { LRUCache } from "lru-cache";
import { partnerReader, type PartnerReader } from "./partner-reader.js";

/** Seconds for which a token that the hub makes holds. */
const LIFETIME_S = 60;
/** Seconds after which another is made: what is sent holds for the rest of its way, also by a clock that is fast. */
const USED_FOR_S = 30;
/** Tokens that are remembered. */
const MAX_TOKENS = 5_000;

export interface PartnerTokensOptions {
  /** Who the hub is to partners; asked with the first token. */
  readonly issuer: () => string;
  readonly key: Parameters<typeof createTokenSigner>[0]["key"];
  /** For tests. Default: the machine's. */
  readonly now?: () => Date;
}

/** Makes the tokens with which the hub asks partners. What clients send stays at the hub: a partner could use it elsewhere. */
export interface PartnerTokens {
  /** A token for this partner alone, with no more than what it takes to read as the client may. Undefined: it asks anonymously. */
  forReader(identity: Identity | undefined, partner: string): Promise<string | undefined>;
  forHarvest(partner: string): Promise<string>;
  /** What verifies its tokens. */
  publicJwks(): object;
}

/** The tokens of a hub with these settings; undefined where no issuer is configured: partners are asked without tokens then. */
export function partnerTokensOf(
  { identity, hubKey }: Pick<HubConfig, "identity" | "hubKey">,
  ownAddress: () => string,
): PartnerTokens | undefined {
  return identity && createPartnerTokens({ key: hubKey, issuer: () => identity.hub?.issuer ?? ownAddress() });
}

interface Made {
  readonly token: Promise<string>;
  readonly usableUntil: number;
}

export function createPartnerTokens({ issuer, key, now = () => new Date() }: PartnerTokensOptions): PartnerTokens {
  const made = new LRUCache<string, Made>({ max: MAX_TOKENS });
  let known: ReturnType<typeof createTokenSigner> | undefined;
  const signer = () => (known ??= createTokenSigner({ issuer: issuer(), key, now }));
  // Only this hub can tell who it stands for, and partners only that it is the same reader as before.
  const salt = createHash("sha256").update(JSON.stringify(key)).digest();
  const pseudonym = ({ issuer, subject }: PartnerReader): string =>
    `reader:${createHash("sha256")
      .update(salt)
      .update(JSON.stringify([issuer, subject]))
      .digest("base64url")
      .slice(0, 22)}`;

  async function tokenFor(subject: string, roles: readonly Role[], partner: string): Promise<string> {
    const name = JSON.stringify([subject, roles, partner]);
    const instant = now().getTime();
    const held = made.get(name);
    if (held && held.usableUntil > instant) return await held.token;
    const token = signer().sign({ subject, roles, audience: partnerAudience(partner), lifetimeS: LIFETIME_S });
    made.set(name, { token, usableUntil: instant + USED_FOR_S * 1_000 });
    // A token that could not be signed is not kept.
    token.catch(() => made.delete(name));
    return await token;
  }

  return {
    async forReader(identity, partner) {
      const reader = partnerReader(identity);
      return reader && (await tokenFor(pseudonym(reader), reader.roles, partner));
    },
    forHarvest: (partner) => tokenFor("hub", ["hub:harvester"], partner),
    publicJwks: () => createTokenSigner({ issuer: "", key }).publicJwks(),
  };
}
