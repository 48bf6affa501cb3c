import type { GraphQLSchema } from "graphql";
import type { OperationLog } from "../../operations/operation-log.js";
import type { Executor, Gateway } from "../request/gateway-types.js";
import type { RequestContext } from "../request/request-context.js";
import { markCopies } from "../request/copy-marks.js";
import { executeUnified } from "./unified-executor.js";

export interface UnifiedOptions {
  /** Makes the graph's schema answer. */
  readonly resolve: (schema: GraphQLSchema) => void;
  readonly operations: OperationLog;
}

/** Answers what the hub holds itself; a request that asks the owners themselves is the gateway's. */
export function withUnified(gateway: Gateway, { resolve, operations }: UnifiedOptions): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) =>
      gateway.onSchemaLoadOrUpdate((loaded) => {
        resolve(loaded.apiSchema);
        callback(loaded);
      }),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options);
      return { executor: executor && answer(executor, operations) };
    },
  };
}

function answer(federated: Executor, operations: OperationLog): Executor {
  return async (asked) => {
    const context: RequestContext = asked.context as RequestContext;
    const result = context.asksOwners
      ? await federated(asked)
      : await executeUnified(asked.schema, operations, { ...asked, context });
    await markCopies(context);
    return result;
  };
}
