import { authorizationOf, IdentityError, type TokenVerifier } from "@segpol/identity";
import type { FastifyReply, FastifyRequest } from "fastify";
import { addVary } from "./vary.js";

/** Settles whose request it is, as `request.identity`, or why its token does not hold, as `request.identityError`. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * Looks at the token of a request, once. Says that the answer depends on who asks, and keeps answers to requests with a token out of
 * every cache. Without a verifier every token is ignored: all callers are anonymous.
 */
export function createAuthenticate(verifier: TokenVerifier | undefined): Authenticate {
  const look = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    addVary(reply, "Authorization", "Accept", "Accept-Language");
    const authorization = authorizationOf(request.raw.rawHeaders);
    if (authorization !== undefined) void reply.header("cache-control", PRIVATE);
    try {
      request.identity = await verifier?.identify(authorization);
    } catch (error) {
      if (!(error instanceof IdentityError)) throw error;
      request.log.info({ code: error.code }, "token refused");
      request.identityError = error;
    }
  };
  return (request, reply) => (request.authenticated ??= look(request, reply));
}

/** Of answers that are one reader's own. */
export const PRIVATE = "private, no-store";
