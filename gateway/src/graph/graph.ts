import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import type { QueryPlanCache } from "@apollo/query-planner";
import { apolloLogger } from "@segpol/server";
import type { Logger } from "pino";
import { publicSchema } from "../composition/public-schema.js";
import type { OperationLog } from "../operations/operation-log.js";
import type { Executor, Gateway } from "./request/gateway-types.js";
import type { RequestContext } from "./request/request-context.js";

export interface GraphOptions {
  readonly supergraphSdl: string;
  /** The data source of a subgraph; asked once for each, when the first request is answered by its owners. */
  readonly dataSource: (subgraph: { readonly name: string }) => GraphQLDataSource<RequestContext>;
  readonly plans: QueryPlanCache;
  /** Told of every operation that is run. */
  readonly operations: OperationLog;
  readonly logger: Logger;
}

/**
 * A gateway for one version of the unified graph. It never changes: another version is another gateway beside it, so that a
 * request meets one and the same version from its arrival to its answer. The planner takes most of the time that a version takes to load,
 * and few requests need it: it is made for the first that does.
 */
export function createGraph(options: GraphOptions): Gateway {
  const { supergraphSdl } = options;
  type Loaded = Parameters<Parameters<Gateway["onSchemaLoadOrUpdate"]>[0]>[0];
  const listeners = new Set<(loaded: Loaded) => void>();
  let federated: { readonly gateway: ApolloGateway; readonly executor: Promise<Executor> } | undefined;
  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load(config) {
      const loaded: Loaded = { apiSchema: publicSchema(supergraphSdl), coreSupergraphSdl: supergraphSdl };
      for (const listener of listeners) listener(loaded);
      return {
        async executor(asked) {
          if (!federated) {
            const gateway = createGateway(options);
            federated = { gateway, executor: gateway.load(config).then(({ executor }) => executor) };
          }
          const execute = await federated.executor;
          return await execute(asked);
        },
      };
    },
    async stop() {
      await federated?.gateway.stop();
    },
  };
}

function createGateway({ supergraphSdl, dataSource, plans, operations, logger }: GraphOptions): ApolloGateway {
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
