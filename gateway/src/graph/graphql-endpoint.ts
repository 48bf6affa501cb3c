import type { ApolloServer, ApolloServerPlugin } from "@apollo/server";
import {
  checkCost,
  type CostDirectives,
  type GraphRoute,
  type HttpServer,
  mountGraph,
  type RunningOperation,
  startApolloServer,
} from "@segpol/server";
import type { FastifyRequest } from "fastify";
import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import type { Logger } from "pino";
import { shown } from "../base/user-error.js";
import type { AnswerRecorder } from "../answers/answer-recorder.js";
import type { QueryLimits } from "../config/config.js";
import { HUB_ERRORS, HubError } from "../errors.js";
import { setMementoHeaders } from "./request/memento.js";
import type { CopyMarks } from "./request/copy-marks.js";
import type { OperationUsage } from "../operations/operation-usage.js";
import { checkPageSizes } from "../limits/page-sizes.js";
import type { PersistedQueries } from "../operations/persisted-queries.js";
import { ERROR_RULES } from "./error-format.js";
import type { Gateway } from "./request/gateway-types.js";
import { checkRepresentationCount } from "../limits/representations.js";

/** Of an operation's name, in the log. */
const MAX_LOGGED_NAME = 100;

interface EndpointContext {
  readonly requestId: string;
  /** Where the operation's name is written, for the log of requests. */
  readonly operation: RunningOperation;
  /** What the client calls itself. */
  readonly client: string;
  /** What of the answer comes from copies. */
  readonly copies: CopyMarks;
  /** What is learnt of the answer; undefined: it is not to be kept. */
  readonly recorder: AnswerRecorder | undefined;
}

export interface GraphqlServerOptions {
  /** What answers: the gateway, or a schema. */
  readonly source: { readonly gateway: Gateway } | { readonly schema: GraphQLSchema };
  readonly costs: CostDirectives;
  readonly limits: QueryLimits;
  readonly persisted: Pick<PersistedQueries, "cache">;
  /** Told of every operation that is run. Default: nobody. */
  readonly record?: Pick<OperationUsage, "sent">;
  readonly logger: Logger;
}

/** Starts what parses, checks and runs operations; it has to be stopped. */
export async function createGraphqlServer<Context extends EndpointContext>({
  source,
  costs,
  limits,
  persisted,
  record,
  logger,
}: GraphqlServerOptions): Promise<ApolloServer<Context>> {
  return startApolloServer<Context>({
    source,
    logger,
    limits,
    errors: HUB_ERRORS,
    errorRules: ERROR_RULES,
    plugins: [
      checkOperations(costs, limits),
      ...(record ? [countOperations<Context>(record)] : []),
      markCopies(),
      recordAnswers(),
    ],
    persistedQueries: persisted.cache ? { cache: persisted.cache, ttl: null } : false,
    maxSelections: limits.selections,
  });
}

export interface GraphqlRouteOptions extends Pick<GraphRoute, "path" | "operationMs" | "queue" | "ready" | "handle"> {
  readonly limits: QueryLimits;
  readonly persisted: Pick<PersistedQueries, "check">;
}

/** Serves GraphQL at a path. */
export function registerGraphql(server: HttpServer, { persisted, ...route }: GraphqlRouteOptions): void {
  mountGraph(server, {
    ...route,
    methods: ["GET", "POST"],
    errors: HUB_ERRORS,
    answers: { objects: route.limits.objects, bytes: route.limits.answerBytes },
    prepare(request, reply, query) {
      // Answers change with the records, with languages and with who asks.
      if (!reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
      setMementoHeaders(request, reply);
      persisted.check({ query, hash: persistedHash(request) });
    },
  });
}

/** @throws HubError BAD_REQUEST for a hash that Apollo Server would take for a fault of its own */
function persistedHash(request: FastifyRequest): string | undefined {
  const given = property(request.method === "GET" ? request.query : request.body, "extensions");
  const persisted = property(typeof given === "string" ? parseJson(given) : given, "persistedQuery");
  const hash = property(persisted, "sha256Hash");
  if (persisted && !(property(persisted, "version") === 1 && typeof hash === "string")) {
    throw new HubError(
      "BAD_REQUEST",
      `Expected extensions.persistedQuery to be {"version":1,"sha256Hash":"<SHA-256 of the query>"}; got ${shown(persisted)}.`,
    );
  }
  return typeof hash === "string" ? hash : undefined;
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

function countOperations<Context extends EndpointContext>(
  record: Pick<OperationUsage, "sent">,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        executionDidStart({ source, document, operation, contextValue }) {
          record.sent({ source, document, operation, client: contextValue.client });
          return Promise.resolve();
        },
      }),
  };
}

/** Refuses what can only be told once the query is parsed, and notes its name. */
function checkOperations<Context extends EndpointContext>(
  costs: CostDirectives,
  limits: QueryLimits,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ schema, document, operation, operationName, contextValue, request }) {
          contextValue.operation.name = operationName?.slice(0, MAX_LOGGED_NAME) ?? null;
          checkOperation(operation, request.operationName);
          if (!operation) return;
          const asked = { schema, document, operation, variables: request.variables };
          checkPageSizes(asked, costs, limits);
          checkRepresentationCount(asked, limits);
          checkCost(asked, costs, limits, HUB_ERRORS.QUERY_TOO_COSTLY);
        },
      }),
  };
}

/** Tells the recorder what runs, and of errors: they may be others the next time, and name the request that they come of. */
function recordAnswers<Context extends EndpointContext>(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        executionDidStart({ source, document, operation, contextValue: { recorder } }) {
          if (recorder) recorder.ran = { source, document, operation };
          return Promise.resolve();
        },
        async willSendResponse({ response: { body }, contextValue: { recorder } }) {
          if (body.kind !== "single" || body.singleResult.errors) recorder?.dependencies.refuse();
        },
      }),
  };
}

/** Says in the answer's extensions what of it comes from copies. */
function markCopies<Context extends EndpointContext>(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async willSendResponse({ response: { body }, contextValue }) {
          if (body.kind !== "single") return;
          const copies = contextValue.copies.list();
          if (copies.length > 0) body.singleResult.extensions = { ...body.singleResult.extensions, copies };
        },
      }),
  };
}
