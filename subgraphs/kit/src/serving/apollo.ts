import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { type LoggedContext, maskErrors } from "./mask-errors.js";
import { type QueryLimits, queryLimitRules } from "./query-limits.js";

/** What a GraphQL server is made with, beside its schema. */
export interface ApolloOptions {
  readonly log: Logger;
  readonly limits: QueryLimits;
}

/**
 * Makes the GraphQL server of a partner. It reports to nobody. A request has to be one that a web page of another site cannot make
 * in secret (JSON, or with a header of its own); servers send such requests anyway.
 */
export function createApolloServer<C extends LoggedContext>(
  schema: GraphQLSchema,
  { log, limits }: ApolloOptions,
): ApolloServer<C> {
  return new ApolloServer<C>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    validationRules: queryLimitRules(limits),
    parseOptions: { maxTokens: limits.tokens },
    logger: {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
    plugins: [
      maskErrors<C>(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
