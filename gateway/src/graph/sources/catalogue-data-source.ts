import { type GraphQLDataSourceProcessOptions, LocalGraphQLDataSource } from "@apollo/gateway";
import { ownTurn } from "@segpol/server";
import { execute, GraphQLError, type GraphQLFormattedError } from "graphql";
import { createDocumentCache } from "./document-cache.js";
import { hasEnded, type RequestContext } from "../request/request-context.js";

type Options = GraphQLDataSourceProcessOptions<RequestContext>;
type Response = Awaited<ReturnType<LocalGraphQLDataSource<RequestContext>["process"]>>;

/** Asks the catalogue within the hub's process. Its questions come from the planner: they are parsed once and need no validation. */
export class CatalogueDataSource extends LocalGraphQLDataSource<RequestContext> {
  readonly #document = createDocumentCache();

  override async process(options: Options): Promise<Response> {
    if (options.kind !== "incoming operation") return super.process(options);
    const { request, context, pathInIncomingRequest } = options;
    if (hasEnded(context)) return { data: null };
    const result = await execute({
      schema: this.schema,
      document: this.#document(request.query ?? ""),
      contextValue: context,
      variableValues: request.variables,
      operationName: request.operationName,
    });
    // What the gateway makes of it takes a while as well.
    await ownTurn();
    if (hasEnded(context)) return { data: null };
    const data = result.data ?? null;
    const representations: unknown = request.variables?.["representations"];
    if (!Array.isArray(representations)) {
      if (data) context.fetched.addRoot(data);
      return { data, ...(result.errors && { errors: result.errors.map(reported) }) };
    }
    if (!result.errors) return { data };
    const places = context.fetched.places(pathInIncomingRequest ?? [], representations);
    return { data, errors: result.errors.map((error) => reported(withPlace(error, places))) };
  }
}

/** The gateway keeps the error itself as the original of its own, for the log; its type knows only what clients see. */
function reported(error: GraphQLError): GraphQLFormattedError {
  return error as GraphQLFormattedError;
}

function withPlace(error: GraphQLError, places: readonly number[]): GraphQLError {
  const [entities, index, ...rest] = error.path ?? [];
  const place = typeof index === "number" ? (places[index] ?? -1) : -1;
  if (entities === undefined || place < 0) return error;
  return new GraphQLError(error.message, {
    path: [entities, place, ...rest],
    extensions: error.extensions,
    originalError: error,
  });
}
