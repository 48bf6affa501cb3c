import type { Identity } from "@segpol/identity";
import type { FastifyRequest } from "fastify";
import type { RequestIdentities } from "./request-identity.js";

/** Looks at the token of a request once, however many parts of the hub ask who it is from. */
export function rememberIdentities(identities: RequestIdentities): RequestIdentities {
  const known = new WeakMap<FastifyRequest, Promise<Identity | undefined>>();
  return {
    identify(request, reply) {
      const before = known.get(request);
      if (before) return before;
      const identity = identities.identify(request, reply);
      known.set(request, identity);
      return identity;
    },
  };
}
