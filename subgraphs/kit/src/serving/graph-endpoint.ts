import type { ApolloServer, BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { authorizationOf, type Identity, IdentityError, type TokenVerifier } from "@segpol/identity";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createDeadline, type Deadline } from "./deadline.js";
import type { ServerLimits } from "./limits.js";
import { checkQueryText } from "./query-limits.js";
import { RequestError } from "./request-error.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, as a verified token says; undefined: anybody. Settled before a graph's own handler runs. */
    identity: Identity | undefined;
    /** Why the request's token does not hold: it is answered with this, once the client's requests are counted. */
    identityError: IdentityError | undefined;
  }
}

const MINUTE_MS = 60_000;

/** What graphs of one server have in common. */
export interface GraphGuards {
  /** Undefined: tokens are ignored. */
  readonly verifier: TokenVerifier | undefined;
  /** The issuer of the hub's tokens, whose requests are not counted. */
  readonly hubIssuer: string | undefined;
  readonly limits: ServerLimits;
}

/** What a request's context is made from, beside the request. */
export interface RequestParts {
  /** Aborted when the client goes away or its time is over. */
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
}

/** A graph at an address of its own. */
export interface GraphEndpoint<C extends BaseContext> {
  /** Such as /graphql. */
  readonly path: string;
  readonly methods: readonly ("GET" | "POST")[];
  /** Started. */
  readonly apollo: ApolloServer<C>;
  readonly createContext: (request: FastifyRequest, parts: RequestParts) => C;
  /** In place of those of the server. */
  readonly limits?: Partial<Pick<ServerLimits, "bodyBytes" | "operationMs">>;
}

/**
 * Serves a graph: verifies the token before anything else is read, counts the client's requests, limits body and time, and marks
 * what was answered to a token as nobody else's.
 */
export function mountGraph<C extends BaseContext>(
  app: FastifyInstance,
  { verifier, hubIssuer, limits }: GraphGuards,
  { path, methods, apollo, createContext, limits: own = {} }: GraphEndpoint<C>,
): void {
  const { bodyBytes, operationMs } = { ...limits, ...own };
  app.route({
    url: path,
    method: [...methods],
    bodyLimit: bodyBytes,
    config: {
      rateLimit: limits.requestsPerMinute > 0 && {
        max: limits.requestsPerMinute,
        timeWindow: MINUTE_MS,
        keyGenerator: clientOf,
        allowList: ({ identity }: FastifyRequest) => identity !== undefined && identity.issuer === hubIssuer,
        errorResponseBuilder: () => new RequestError("TOO_MANY_REQUESTS"),
      },
    },
    onRequest: async (request, reply) => {
      const authorization = authorizationOf(request.raw.rawHeaders);
      void reply.header("vary", "Authorization, Accept-Language");
      if (authorization !== undefined) void reply.header("cache-control", "private, no-store");
      try {
        request.identity = await verifier?.identify(authorization);
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error;
        request.identityError = error;
      }
    },
    preParsing: async ({ identityError }) => {
      if (identityError) throw identityError;
    },
    handler: async (request, reply) => {
      const query = request.method === "POST" ? queryOf(request.body) : queryOf(request.query);
      checkQueryText(query, limits);
      const deadline = createDeadline(operationMs);
      const signal = AbortSignal.any([goneSignal(reply), deadline.signal]);
      const handle = fastifyApolloHandler(apollo, {
        context: async () => createContext(request, { signal, deadline }),
      });
      const answer: unknown = await deadline.keep(Promise.resolve(handle.call(app, request, reply)));
      if (request.headers.authorization !== undefined) void reply.header("cache-control", "private, no-store");
      return reply.statusCode < 400 ? answer : withRequestId(answer, request.id);
    },
  });
}

/** Each subject of an issuer is a client of its own, wherever it asks from; anybody else is one by address. */
function clientOf({ identity, ip }: FastifyRequest): string {
  return identity ? JSON.stringify([identity.issuer, identity.subject]) : ip;
}

/** The text of a query, out of a body or the part of an address after the question mark. */
function queryOf(from: unknown): string {
  if (Array.isArray(from)) throw new RequestError("BAD_REQUEST", "Expected one operation; got a list.");
  const query: unknown = typeof from === "object" && from !== null && "query" in from ? from.query : undefined;
  if (typeof query === "string" && query.trim() !== "") return query;
  throw new RequestError("BAD_REQUEST", "Expected the text of a query at query; got none.");
}

/** Aborts when the client goes away before it has its answer. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once("close", () => controller.abort());
  return controller.signal;
}

/** What is refused before it is run passes none of the graph's plugins. */
function withRequestId(answer: unknown, requestId: string): unknown {
  if (typeof answer !== "string") return answer;
  const body = JSON.parse(answer) as { errors?: { extensions?: object }[] };
  const errors = body.errors?.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
  return JSON.stringify(errors ? { ...body, errors } : body);
}
