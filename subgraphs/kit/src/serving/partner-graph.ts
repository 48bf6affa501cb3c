import { fastifyApolloHandler } from "@as-integrations/fastify";
import { type GraphRoute, type HttpServer, mountGraph, refusal, startApolloServer } from "@segpol/server";
import type { FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { ERROR_RULES, REQUEST_ERRORS } from "./request-error.js";

/** A graph of a partner's: the federated one, or the desk. */
export interface PartnerGraph<C> extends Pick<GraphRoute, "path" | "methods" | "limits" | "bodyBytes" | "operationMs"> {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: FastifyRequest) => C;
  readonly log: Logger;
}

/** Serves a graph of a partner's. Gives what stops it. */
export async function mountPartnerGraph<C extends { readonly requestId: string }>(
  server: HttpServer,
  { schema, createContext, log, ...route }: PartnerGraph<C>,
): Promise<() => Promise<void>> {
  const apollo = await startApolloServer<C>({
    source: { schema },
    logger: log,
    limits: route.limits,
    errors: REQUEST_ERRORS,
    errorRules: ERROR_RULES,
  });
  const handle = fastifyApolloHandler(apollo, { context: async (request) => createContext(request) });
  mountGraph(server, {
    ...route,
    errors: REQUEST_ERRORS,
    prepare(_request, _reply, query = "") {
      if (query.trim() !== "") return;
      throw refusal(REQUEST_ERRORS, "BAD_REQUEST", "Expected the text of a query at query; got none.");
    },
    handle: async (request, reply) => handle.call(server.app, request, reply),
  });
  return () => apollo.stop();
}
