import {
  authorizationOf,
  createTokenVerifier,
  type Identity,
  IdentityError,
  type IdentitySettings,
  issuersForHub,
} from "@segpol/identity";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { HubError } from "../../errors.js";

/** Says who asks, by the token that a request carries. */
export interface RequestIdentities {
  /**
   * Undefined: anybody. Says in the answer's headers that it depends on who asks, and keeps answers to requests with a token out of
   * every cache. @throws HubError with status 401, or 503 while the issuer's keys cannot be had, for a token that does not hold
   */
  identify(request: FastifyRequest, reply: FastifyReply): Promise<Identity | undefined>;
}

/** Without an issuer every token is ignored: everybody is anybody, which is logged once. */
export function createRequestIdentities(settings: IdentitySettings | undefined, logger: Logger): RequestIdentities {
  const issuers = settings ? issuersForHub(settings) : [];
  if (issuers.length === 0) {
    logger.warn(
      "No issuer of tokens is configured (SEGPOL_TOKEN_ISSUER): tokens are ignored, everybody sees what is public.",
    );
    return { identify: () => Promise.resolve(undefined) };
  }
  const verifier = createTokenVerifier({ issuers });
  return {
    async identify(request, reply) {
      addVary(reply);
      const authorization = authorizationOf(request.raw.rawHeaders);
      if (authorization === undefined) return undefined;
      void reply.header("cache-control", "private, no-store");
      try {
        return await verifier.identify(authorization);
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error;
        logger.info({ requestId: request.id, code: error.code }, "token refused");
        if (error.status === 401) {
          void reply.header("www-authenticate", `Bearer error="invalid_token", error_description="${error.code}"`);
        }
        throw new HubError(error.code, error.message);
      }
    },
  };
}

function addVary(reply: FastifyReply): void {
  const others = reply.getHeader("vary");
  void reply.header("vary", [...(others === undefined ? [] : [others].flat()), "authorization"].join(", "));
}
