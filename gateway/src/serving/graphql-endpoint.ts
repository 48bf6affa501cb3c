import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { ApolloGateway } from "@apollo/gateway";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import type { Logger } from "pino";
import { shown } from "../base/user-error.js";
import type { QueryLimits } from "../config.js";
import { HUB_ERRORS, HubError } from "../errors.js";
import { sayInstant } from "./asked-instant.js";
import type { CopyMarks } from "../graph/request/copy-marks.js";
import type { RunningOperation } from "./http-server.js";
import type { OperationRecord } from "../operations/operation-record.js";
import { beginDeadline, schemaGateway, withDeadline } from "./deadline.js";
import { formatError, isUnexpected } from "./error-format.js";
import { gatewayLogger } from "../graph/graph.js";
import { withNamedErrors } from "./named-errors.js";
import { checkPageSizes } from "./page-sizes.js";
import type { AskedQuery, PersistedQueries } from "../operations/persisted-queries.js";
import { checkRepresentations } from "./query-cost.js";
import { checkQueryText, queryLimitRules } from "./query-limits.js";

/** Of an operation's name, in the log. */
const MAX_LOGGED_NAME = 100;

interface EndpointContext {
  readonly requestId: string;
  /** Where the operation's name is written, for the log of requests, and who sent it. */
  readonly operation: RunningOperation;
  /** What of the answer comes from copies. */
  readonly copies: CopyMarks;
}

export interface GraphqlServerOptions {
  /** What answers: the gateway, or a schema. */
  readonly source: { readonly gateway: ApolloGateway } | { readonly schema: GraphQLSchema };
  readonly limits: QueryLimits;
  readonly persisted: Pick<PersistedQueries, "cache">;
  /** Told of every operation that is run. Default: nobody. */
  readonly record?: Pick<OperationRecord, "sent">;
  readonly logger: Logger;
}

/** Starts what parses, checks and runs operations; it has to be stopped. */
export async function createGraphqlServer<Context extends EndpointContext>({
  source,
  limits,
  persisted,
  record,
  logger,
}: GraphqlServerOptions): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    gateway: withDeadline("gateway" in source ? source.gateway : schemaGateway(source.schema)),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: persisted.cache ? { cache: persisted.cache, ttl: null } : false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: limits.selections,
    validationRules: queryLimitRules(limits),
    formatError,
    logger: gatewayLogger(logger),
    plugins: [
      requestErrors(logger, limits),
      ...(record ? [recordOperations<Context>(record)] : []),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}

export interface GraphqlRouteOptions {
  /** /graphql */
  readonly path: string;
  readonly limits: QueryLimits;
  readonly persisted: Pick<PersistedQueries, "check">;
  /** Milliseconds for an operation, once its request has arrived. */
  readonly timeoutMs: number;
  /** @throws HubError when the client has asked too often */
  readonly limitRate: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

/** Serves GraphQL at a path. */
export function registerGraphql(
  app: FastifyInstance,
  { path, limits, persisted, timeoutMs, limitRate, handle }: GraphqlRouteOptions,
): void {
  app.route({
    method: ["GET", "POST"],
    url: path,
    onRequest: limitRate,
    preHandler: async (request, reply) => {
      // Answers change with the records, with languages and with who asks.
      void reply.header("cache-control", "no-store");
      sayInstant(request, reply);
      refuseBatch(request.body);
      const asked = askedQuery(request);
      persisted.check(asked);
      if (asked.query !== undefined) checkQueryText(asked.query, limits);
      beginDeadline(request, reply, timeoutMs);
    },
    handler: async (request, reply) => {
      const answer = await handle(request, reply);
      return reply.statusCode < 400 ? answer : withNamedErrors(answer, request.id);
    },
  });
}

function refuseBatch(body: unknown): void {
  if (!Array.isArray(body)) return;
  throw new HubError(
    "BAD_REQUEST",
    `Expected one operation; got a batch of ${body.length}: batching disabled. ${HUB_ERRORS.BAD_REQUEST.mend}`,
  );
}

/** @throws HubError BAD_REQUEST for a hash that Apollo Server would take for a fault of its own */
function askedQuery(request: FastifyRequest): AskedQuery {
  const holder: unknown = request.method === "GET" ? request.query : request.body;
  const query = property(holder, "query");
  const given = property(holder, "extensions");
  const persisted = property(typeof given === "string" ? parseJson(given) : given, "persistedQuery");
  const hash = property(persisted, "sha256Hash");
  if (persisted && !(property(persisted, "version") === 1 && typeof hash === "string")) {
    throw new HubError(
      "BAD_REQUEST",
      `Expected extensions.persistedQuery to be {"version":1,"sha256Hash":"<SHA-256 of the query>"}; got ${shown(persisted)}.`,
    );
  }
  return {
    query: typeof query === "string" ? query : undefined,
    hash: typeof hash === "string" ? hash : undefined,
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Extensions of a GET request; what is no JSON is refused later. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The gateway takes an operation that is not there, or no query, for a fault of its own. */
function checkOperation(operation: OperationDefinitionNode | undefined, asked: string | undefined): void {
  const http = { status: 400 };
  if (!operation) {
    const what =
      asked === undefined ? "the query has several, and operationName is missing" : `got ${JSON.stringify(asked)}`;
    throw new HubError(
      "OPERATION_RESOLUTION_FAILURE",
      `Expected operationName to name one of the query's operations; ${what}.`,
      { http },
    );
  }
  if (operation.operation !== OperationTypeNode.QUERY) {
    throw new HubError(
      "GRAPHQL_VALIDATION_FAILED",
      `Expected a query; got a ${operation.operation}: the graph is read-only.`,
      { http },
    );
  }
}

function recordOperations<Context extends EndpointContext>(
  record: Pick<OperationRecord, "sent">,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        executionDidStart({ source, document, operation, contextValue }) {
          record.sent({ source, document, operation, client: contextValue.operation.client });
          return Promise.resolve();
        },
      }),
  };
}

/** Logs masked errors whole, under the request's id that the client sees beside them. */
function requestErrors<Context extends EndpointContext>(
  logger: Logger,
  limits: QueryLimits,
): ApolloServerPlugin<Context> {
  return {
    unexpectedErrorProcessingRequest: ({ requestContext, error }) => {
      logger.error({ requestId: requestContext.contextValue.requestId, err: error }, "request failed");
      return Promise.resolve();
    },
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: async ({ schema, document, operation, operationName, contextValue, request }) => {
          contextValue.operation.name = operationName?.slice(0, MAX_LOGGED_NAME) ?? null;
          checkOperation(operation, request.operationName);
          checkPageSizes(document, request.variables, limits);
          if (operation) checkRepresentations({ schema, document, operation, variables: request.variables }, limits);
        },
        didEncounterErrors: ({ errors, contextValue, operationName }) => {
          for (const error of errors.filter(isUnexpected)) {
            logger.error(
              { requestId: contextValue.requestId, operationName, err: error.originalError ?? error, path: error.path },
              "field failed",
            );
          }
          return Promise.resolve();
        },
        willSendResponse: ({ response, contextValue }) => {
          if (response.body.kind !== "single") return Promise.resolve();
          const { singleResult } = response.body;
          const copies = contextValue.copies.list();
          if (copies.length > 0) singleResult.extensions = { ...singleResult.extensions, copies };
          if (singleResult.errors) {
            singleResult.errors = singleResult.errors.map((error) => ({
              ...error,
              extensions: { ...error.extensions, requestId: contextValue.requestId },
            }));
          }
          return Promise.resolve();
        },
      }),
  };
}
