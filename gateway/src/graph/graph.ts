import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import type { QueryPlanCache } from "@apollo/query-planner";
import { apolloLogger } from "@segpol/server";
import type { Logger } from "pino";
import type { OperationLog } from "../operations/operation-log.js";
import type { RequestContext } from "./request/request-context.js";

export interface GraphOptions {
  readonly supergraphSdl: string;
  /** The data source of a subgraph; asked once for each. */
  readonly dataSource: (subgraph: { readonly name: string }) => GraphQLDataSource<RequestContext>;
  readonly plans: QueryPlanCache;
  /** Told of every operation that is run. */
  readonly operations: OperationLog;
  readonly logger: Logger;
}

/**
 * A gateway for one version of the unified graph. It never changes: another version is another gateway beside it, so that a
 * request meets one and the same version from its arrival to its answer.
 */
export function createGraph({ supergraphSdl, dataSource, plans, operations, logger }: GraphOptions): ApolloGateway {
  // Read when a gateway is constructed; without it the gateway reports to its maker.
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
  return new ApolloGateway({
    supergraphSdl,
    buildService: dataSource,
    logger: apolloLogger(logger),
    validateSupergraph: false,
    queryPlannerConfig: { cache: plans },
    experimental_didResolveQueryPlan: ({ requestContext }) => {
      const { source, request } = requestContext;
      if (source !== undefined) operations.ran({ query: source, operationName: request.operationName });
    },
    __exposeQueryPlanExperimental: false,
  });
}
