import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import type { Logger } from "pino";
import type { RequestContext } from "./request-context.js";

export interface GraphOptions {
  readonly supergraphSdl: string;
  /** The data source of a subgraph; asked once for each name and address. */
  readonly dataSource: (subgraph: {
    readonly name: string;
    readonly url?: string;
  }) => GraphQLDataSource<RequestContext>;
  readonly logger: Logger;
}

export interface Graph {
  readonly gateway: ApolloGateway;
  readonly isLoaded: boolean;
  /** Puts another supergraph into service; requests under way end on the one they began with. */
  replaceSupergraph(supergraphSdl: string): void;
}

/** The unified graph's gateway. Its supergraph comes from the hub itself and can be replaced while it runs. */
export function createGraph({ supergraphSdl, dataSource, logger }: GraphOptions): Graph {
  // Read when a gateway is constructed; without it the gateway reports to its maker.
  process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
  let update: ((supergraphSdl: string) => void) | undefined;
  const gateway = new ApolloGateway({
    supergraphSdl: {
      initialize: (hooks) => {
        update = hooks.update;
        return Promise.resolve({ supergraphSdl });
      },
    },
    buildService: dataSource,
    logger: gatewayLogger(logger),
    validateSupergraph: false,
    __exposeQueryPlanExperimental: false,
  });
  return {
    gateway,
    get isLoaded() {
      return update !== undefined && gateway.schema !== undefined;
    },
    replaceSupergraph(sdl) {
      if (!update) throw new Error("Expected the gateway to be loaded before its supergraph is replaced.");
      update(sdl);
    },
  };
}

/** What the gateway says of itself is for whoever looks for a fault. */
export function gatewayLogger(logger: Logger): { debug: LogText; info: LogText; warn: LogText; error: LogText } {
  return {
    debug: (message) => logger.debug(message),
    info: (message) => logger.debug(message),
    warn: (message) => logger.warn(message),
    error: (message) => logger.error(message),
  };
}

type LogText = (message?: unknown) => void;
