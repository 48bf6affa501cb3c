import { createTokenVerifier, type IdentitySettings, issuersForHub, type TokenVerifier } from "@segpol/identity";
import type { Logger } from "pino";

/** What tells whose a token is. Undefined where no issuer is configured: all callers are anonymous, which is logged once. */
export function createHubVerifier(settings: IdentitySettings | undefined, logger: Logger): TokenVerifier | undefined {
  const issuers = settings ? issuersForHub(settings) : [];
  if (issuers.length > 0) return createTokenVerifier({ issuers });
  logger.warn(
    "No issuer of tokens is configured (SEGPOL_TOKEN_ISSUER): tokens are ignored, everybody sees what is public.",
  );
  return undefined;
}
