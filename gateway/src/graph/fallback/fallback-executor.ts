import { buildSubgraphSchema } from "@apollo/subgraph";
import { DateScalar, DateTimeScalar, EdtfScalar, UrlScalar } from "@segpol/schema";
import { guardResolver } from "@segpol/server";
import {
  defaultFieldResolver,
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  parse,
} from "graphql";
import type { JsonObject } from "../../base/json.js";
import type { CatalogueContext } from "../../catalogue/read/catalogue-request.js";
import type { RecordRow } from "../../catalogue/read/index/record-row.js";
import { detailResolvers, referenceResolver } from "../../catalogue/resolvers/records.js";
import type { Projection } from "../../composition/projection/types.js";

/** A question to a partner, as the planner words it. */
export interface FallbackRequest extends CatalogueContext {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

export interface FallbackAnswer {
  readonly data: JsonObject | null;
  readonly errors: readonly GraphQLError[];
  /** What was asked that the index does not hold: fields of the partner's own, by their keys in the answer. */
  readonly missing: ReadonlyMap<string, string>;
  /** Whether a record was asked that is not in the index. */
  readonly lacksRecord: boolean;
}

/** Answers in a partner's place from the index, in the shape in which the partner would. */
export type FallbackExecutor = (question: FallbackRequest) => Promise<FallbackAnswer>;

interface FallbackContext extends CatalogueContext {
  readonly missing: Map<string, string>;
  lacksRecord: boolean;
}

type Resolver = GraphQLFieldResolver<unknown, FallbackContext>;

/** A partner's share of the graph, with resolvers that answer standard fields from the index, and nothing of the partner's own. */
export function createPartnerSchema({
  projectedSdl,
  records,
}: Pick<Projection, "projectedSdl" | "records">): GraphQLSchema {
  const typeDefs = parse(projectedSdl);
  const ofRecords = records.map(({ typeName, kind, ownedFields, ownFields }) => [
    typeName,
    { ...detailResolvers(kind, ownedFields), ...notHeld(ownFields), __resolveReference: findRecord(typeName) },
  ]);
  return buildSubgraphSchema([
    { typeDefs, resolvers: { ...scalarsOf(typeDefs), ...Object.fromEntries(ofRecords), ...queryOf(typeDefs) } },
  ]);
}

/** Makes the fallback executor of a partner. */
export function createFallbackExecutor(schema: GraphQLSchema): FallbackExecutor {
  return async ({ document, variables, operationName, catalogue }) => {
    const context: FallbackContext = { catalogue, missing: new Map(), lacksRecord: false };
    const { data, errors = [] } = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
      fieldResolver: guardResolver(defaultFieldResolver),
    });
    return {
      // What graphql-js makes of JSON is JSON.
      data: (data ?? null) as JsonObject | null,
      errors,
      missing: context.missing,
      lacksRecord: context.lacksRecord,
    };
  };
}

const SCALARS = [DateScalar, DateTimeScalar, EdtfScalar, UrlScalar];

function scalarsOf(typeDefs: DocumentNode): Record<string, (typeof SCALARS)[number]> {
  const declared = new Set(
    typeDefs.definitions.flatMap((each) => (each.kind === Kind.SCALAR_TYPE_DEFINITION ? [each.name.value] : [])),
  );
  return Object.fromEntries(SCALARS.filter(({ name }) => declared.has(name)).map((scalar) => [scalar.name, scalar]));
}

function queryOf(typeDefs: DocumentNode): { Query?: Record<string, Resolver> } {
  const fields = typeDefs.definitions.flatMap((each) =>
    each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === "Query" ? (each.fields ?? []) : [],
  );
  return fields.length > 0 ? { Query: notHeld(fields.map(({ name }) => name.value)) } : {};
}

function notHeld(fields: readonly string[]): Record<string, Resolver> {
  const missing: Resolver = (_source, _args, context, { path, fieldName }) => {
    context.missing.set(String(path.key), fieldName);
    return null;
  };
  return Object.fromEntries(fields.map((field) => [field, missing]));
}

function findRecord(typeName: string) {
  const find = referenceResolver(typeName);
  return async (
    reference: { readonly id: string },
    context: FallbackContext,
    info: FallbackContext | GraphQLResolveInfo,
  ): Promise<RecordRow | null> => {
    const row = "fieldNodes" in info ? await find(reference, context, info) : null;
    context.lacksRecord ||= row === null;
    return row;
  };
}
