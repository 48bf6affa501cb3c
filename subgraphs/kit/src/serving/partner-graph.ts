import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import {
  assumedCosts,
  costLimit,
  type GraphRoute,
  guardExecution,
  type HttpServer,
  mountGraph,
  refusal,
  startApolloServer,
} from "@segpol/server";
import type { FastifyRequest } from "fastify";
import { type GraphQLSchema, printSchema } from "graphql";
import type { Logger } from "pino";
import { ERROR_RULES, REQUEST_ERRORS } from "../errors/request-error.js";

/** Entries of the longest page that a partner gives: one of its feed. */
const MAX_PAGE = 500;

/** A graph of a partner's: the federated one, or the desk. */
export interface PartnerGraph<C extends BaseContext> extends Pick<
  GraphRoute,
  "path" | "methods" | "limits" | "bodyBytes" | "operationMs" | "answers" | "queue"
> {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: FastifyRequest) => C;
  /** Further checks of an operation, before it is executed. */
  readonly plugins?: readonly ApolloServerPlugin<C>[];
  readonly log: Logger;
}

/** Serves a graph of a partner's. Gives what stops it. */
export async function mountPartnerGraph<C extends { readonly requestId: string }>(
  server: HttpServer,
  { schema, createContext, plugins = [], log, ...route }: PartnerGraph<C>,
): Promise<() => Promise<void>> {
  guardExecution(schema);
  const costs = costLimit<C>(
    assumedCosts(printSchema(schema)),
    { objects: route.answers.objects, pageSize: MAX_PAGE },
    REQUEST_ERRORS.QUERY_TOO_COSTLY,
  );
  const apollo = await startApolloServer<C>({
    source: { schema },
    logger: log,
    limits: route.limits,
    errors: REQUEST_ERRORS,
    errorRules: ERROR_RULES,
    plugins: [...plugins, costs],
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
