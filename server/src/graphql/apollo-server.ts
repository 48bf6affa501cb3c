import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { ErrorTable } from "../errors/request-error.js";
import { answerText } from "../operations/answer-text.js";
import { keepDocuments } from "./document-store.js";
import { type ErrorRules, formatError, type NamedContext, reportErrors } from "./error-format.js";
import { type QueryLimits, queryLimitRules } from "./query-limits.js";
import { refuseWrongVariables } from "./variable-errors.js";

type Gateway = NonNullable<ApolloServerOptions<NamedContext>["gateway"]>;

/** What a GraphQL server is made with. */
export interface ApolloOptions<C extends NamedContext> {
  /** What answers. */
  readonly source: { readonly schema: GraphQLSchema } | { readonly gateway: Gateway };
  readonly logger: Logger;
  readonly limits: QueryLimits;
  readonly errors: ErrorTable;
  readonly errorRules: ErrorRules;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
  /** Default: none are kept. */
  readonly persistedQueries?: ApolloServerOptions<C>["persistedQueries"];
  /** Selections of a query, fragments written out. Default: any number. */
  readonly maxSelections?: number;
  readonly rootValue?: () => unknown;
}

/**
 * Starts what parses, checks and runs operations; it has to be stopped. It reports to nobody. A request has to be one that a web page of
 * another site cannot make in secret (JSON, or with a header of its own); servers send such requests anyway.
 */
export async function startApolloServer<C extends NamedContext>({
  source,
  logger,
  limits,
  errors,
  errorRules,
  plugins = [],
  persistedQueries = false,
  maxSelections,
  rootValue,
}: ApolloOptions<C>): Promise<ApolloServer<C>> {
  const documents = keepDocuments();
  const server = new ApolloServer<C>({
    ...source,
    ...(rootValue && { rootValue }),
    ...(maxSelections !== undefined && { maxRecursiveSelections: maxSelections }),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries,
    documentStore: documents.store,
    includeStacktraceInErrorResponses: false,
    stringifyResult: answerText,
    stopOnTerminationSignals: false,
    validationRules: queryLimitRules(limits, errors),
    formatError: (formatted, error) => formatError(formatted, error, errorRules),
    logger: apolloLogger(logger),
    plugins: [
      refuseWrongVariables<C>(),
      ...plugins,
      documents.plugin,
      reportErrors<C>(logger, errorRules),
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

/** What Apollo's libraries say of themselves is for whoever looks for a fault. */
export function apolloLogger(logger: Logger): { debug: LogText; info: LogText; warn: LogText; error: LogText } {
  return {
    debug: (message) => logger.debug(message),
    info: (message) => logger.debug(message),
    warn: (message) => logger.warn(message),
    error: (message) => logger.error(message),
  };
}

type LogText = (message?: unknown) => void;
