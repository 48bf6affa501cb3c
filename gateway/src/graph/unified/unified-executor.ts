import { execute, type GraphQLSchema } from "graphql";
import type { OperationLog } from "../../operations/operation-log.js";
import type { ExecutorRequest, ExecutorResult } from "../request/gateway-types.js";
import { hasEnded, type RequestContext } from "../request/request-context.js";
import { OwnFields, type UnifiedContext } from "./own-fields.js";

/** Executes operations on the one schema of what the hub holds. */
export async function executeUnified(
  schema: GraphQLSchema,
  operations: OperationLog,
  { document, request, source, context }: ExecutorRequest & { readonly context: RequestContext },
): Promise<ExecutorResult> {
  const { variables = {}, operationName } = request;
  operations.ran({ query: source, operationName });
  const own = new OwnFields();
  const contextValue: UnifiedContext = { ...context, own, variables };
  const { data, errors = [] } = await execute({
    schema,
    document,
    contextValue,
    variableValues: variables,
    operationName,
    // All that is wrong with variables is told, as the gateway tells it.
    options: { maxCoercionErrors: Infinity },
  });
  // Nobody hears of what became of it.
  if (hasEnded(context)) return { data: null };
  const all = [...errors, ...own.errors.list()];
  return { ...(data !== undefined && { data }), ...(all.length > 0 && { errors: all }) };
}
