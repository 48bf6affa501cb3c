import fastifyRateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type ErrorTable, refusal } from "../errors/request-error.js";
import { isLoopback } from "./loopback.js";

const WINDOW_MS = 60_000;
/** Clients whose requests are counted at a time; beyond that the least recent are forgotten. */
const MAX_CLIENTS = 10_000;

export interface RateLimit {
  /** Requests of one client in a minute; 0: any number. */
  readonly perMinute: number;
  /** Whose requests are not counted. Default: all are. */
  readonly isExempt?: (request: FastifyRequest) => boolean;
}

/** Counts a request, once. @throws RequestError TOO_MANY_REQUESTS */
export type LimitRate = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * Counts the requests of each client in this process: by who asks where a token that holds says so, else by address (of an IPv6
 * address its network counts). Gives the hook for routes that are to be counted; it comes after `authenticate`.
 */
export async function registerRateLimit(
  app: FastifyInstance,
  { perMinute, isExempt = () => false }: RateLimit,
  errors: ErrorTable,
): Promise<LimitRate> {
  if (perMinute === 0) return () => Promise.resolve();
  await app.register(fastifyRateLimit, { global: false, cache: MAX_CLIENTS });
  const count = app.createRateLimit({ max: perMinute, timeWindow: WINDOW_MS, keyGenerator: clientOf });
  const limit = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const counted = await count(request);
    if (counted.isAllowed) return;
    void reply.header("ratelimit-limit", counted.max);
    void reply.header("ratelimit-remaining", counted.remaining);
    void reply.header("ratelimit-reset", counted.ttlInSeconds);
    if (!counted.isExceeded) return;
    void reply.header("retry-after", counted.ttlInSeconds);
    throw refusal(
      errors,
      "TOO_MANY_REQUESTS",
      `Expected ${counted.max} requests in a minute at most; got more. Ask again in ${counted.ttlInSeconds} s.`,
    );
  };
  return async (request, reply) => {
    if (!isExempt(request)) await (request.counted ??= limit(request, reply));
  };
}

/** Each subject of an issuer is a client of its own, wherever it asks from. Until a token holds, its sender is an address. */
export function clientOf({ identity, sender }: FastifyRequest): string {
  return identity ? `subject ${JSON.stringify([identity.issuer, identity.subject])}` : `address ${sender}`;
}

/** Whether a request comes from this machine itself, and not by way of a proxy, which says for whom it asks. */
export function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  return (
    isLoopback(socket.remoteAddress ?? "") &&
    headers["x-forwarded-for"] === undefined &&
    headers["forwarded"] === undefined
  );
}
