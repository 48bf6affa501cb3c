import { createHash } from "node:crypto";
import { ownTurn } from "@segpol/server";
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode } from "graphql";
import { HUB_ERRORS } from "../errors.js";
import { createPlannedDocuments, originalName } from "../planning/planned-document.js";
import type { Executor, ExecutorResult, Gateway } from "./request/gateway-types.js";
import type { PlanApart } from "./plan-apart.js";
import { answerIntrospection } from "./introspection.js";
import { withOriginalNames } from "./original-names.js";

/**
 * A gateway that executes what was planned for a client's query, and answers under the client's names: see `createPlannedDocuments`.
 * What is null without an error has one. It asks graphql-js for what the query wants to know of the schema.
 */
export function withClientNames(gateway: Gateway, plan: PlanApart): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options);
      return { executor: executor && answerClients(executor, plan) };
    },
  };
}

function answerClients(execute: Executor, plan: PlanApart): Executor {
  let planned: ReturnType<typeof createPlannedDocuments> | undefined;
  return async (asked) => {
    // To plan a query takes a while, even a small one.
    await ownTurn();
    planned ??= createPlannedDocuments(asked.schema);
    const { document, source, isRewritten } = planned(asked.source, asked.document);
    const { operationName } = asked.request;
    await plan({ query: asked.source, operationName, planned: { source, document } });
    if (!isRewritten) return explained(await execute(asked));
    const operation = operationOf(document, asked.operation);
    const queryHash = createHash("sha256").update(source).digest("hex");
    const result = explained(await execute({ ...asked, document, operation, queryHash }));
    const errors = result.errors?.map(withOriginalPath);
    const answer: ExecutorResult = { ...result, ...(errors && { errors }) };
    if (!result.data) return answer;
    return answerIntrospection(asked, { ...answer, data: withOriginalNames(result.data, operation, document) });
  };
}

function operationOf(document: DocumentNode, { name }: OperationDefinitionNode): OperationDefinitionNode {
  const found = document.definitions.find(
    (each): each is OperationDefinitionNode =>
      each.kind === Kind.OPERATION_DEFINITION && each.name?.value === name?.value,
  );
  if (!found) throw new Error("Expected the operation in the document that was made of it.");
  return found;
}

/** The gateway says of some nulls in an extension alone why they are there: of values that may not be null, and are. */
function explained(result: ExecutorResult): ExecutorResult {
  const { valueCompletion, ...extensions } = result.extensions ?? {};
  if (!Array.isArray(valueCompletion)) return result;
  const paths = valueCompletion.map((each: unknown) => (each instanceof GraphQLError ? each.path : undefined));
  const errors = paths.map((path) => valueMissing(path));
  return { ...result, extensions, errors: [...(result.errors ?? []), ...errors] };
}

function valueMissing(path: GraphQLError["path"]): GraphQLError {
  return new GraphQLError(HUB_ERRORS.VALUE_MISSING.message, {
    extensions: { code: "VALUE_MISSING" },
    ...(path && { path }),
  });
}

function withOriginalPath(error: GraphQLError): GraphQLError {
  const { message, path, extensions } = error;
  if (!path) return error;
  return new GraphQLError(message, {
    path: path.map((step) => (typeof step === "string" ? originalName(step) : step)),
    // For the log.
    originalError: error.originalError ?? error,
    extensions,
  });
}
