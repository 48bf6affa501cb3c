import fastifyRateLimit, { normalizeIP } from "@fastify/rate-limit";
import type { Identity } from "@segpol/identity";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { HUB_ERRORS, HubError } from "../errors.js";
import { isLoopback } from "./loopback.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Whose requests this one counts with. */
    rateKey: string | null;
  }
}

const WINDOW_MS = 60_000;
/** Clients whose requests are counted at a time; more than these make those forgotten that asked longest ago. */
const MAX_CLIENTS = 10_000;
const IPV6_SUBNET = 64;

export interface RateLimitSettings {
  /** Requests of one client in a minute; 0: any number. */
  readonly perMinute: number;
  /** Whether it counts for what comes from this machine itself, not by way of a proxy. */
  readonly countsThisMachine: boolean;
}

export type Identify = (request: FastifyRequest, reply: FastifyReply) => Promise<Identity | undefined>;

/**
 * Counts the requests of each client in this process: by who asks where a token that holds says so, else by address (of an IPv6
 * address its network counts). Gives the hook for routes that are to be counted.
 */
export async function registerRateLimit(
  app: FastifyInstance,
  { perMinute, countsThisMachine }: RateLimitSettings,
  identify: Identify,
): Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<void>> {
  if (perMinute === 0) return () => Promise.resolve();
  app.decorateRequest("rateKey", null);
  await app.register(fastifyRateLimit, { global: false, cache: MAX_CLIENTS });
  const count = app.createRateLimit({
    max: perMinute,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => request.rateKey ?? request.ip,
  });
  return async (request, reply) => {
    if (!countsThisMachine && isThisMachine(request)) return;
    // A token that does not hold is refused later; until then its sender is an address.
    const identity = await identify(request, reply).catch(() => undefined);
    request.rateKey = identity
      ? `subject ${identity.issuer} ${identity.subject}`
      : `address ${normalizeIP(request.ip, IPV6_SUBNET)}`;
    const counted = await count(request);
    if (counted.isAllowed) return;
    void reply.header("ratelimit-limit", counted.max);
    void reply.header("ratelimit-remaining", counted.remaining);
    void reply.header("ratelimit-reset", counted.ttlInSeconds);
    if (!counted.isExceeded) return;
    void reply.header("retry-after", counted.ttlInSeconds);
    throw new HubError(
      "TOO_MANY_REQUESTS",
      `Expected ${counted.max} requests in a minute at most; got more. Ask again in ${counted.ttlInSeconds} s. ${HUB_ERRORS.TOO_MANY_REQUESTS.mend}`,
    );
  };
}

/** A proxy says for whom it asks. */
function isThisMachine({ socket, headers }: FastifyRequest): boolean {
  return (
    isLoopback(socket.remoteAddress ?? "") &&
    headers["x-forwarded-for"] === undefined &&
    headers["forwarded"] === undefined
  );
}
