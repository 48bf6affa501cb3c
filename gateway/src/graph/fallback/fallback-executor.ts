import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  DateScalar,
  DateTimeScalar,
  EdtfScalar,
  isLanguage,
  isOverdue,
  type Language,
  UrlScalar,
} from "@segpol/schema";
import { guardResolver } from "@segpol/server";
import {
  type DocumentNode,
  execute,
  getNamedType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  parse,
} from "graphql";
import type { RecordCopy } from "../../catalogue/read/copies.js";
import type { JsonObject } from "../../base/json.js";
import type { Projection } from "../../composition/projection/types.js";
import { CopyValue } from "./copy-value.js";
import { pageOfCopies } from "./observation-pages.js";

/** A question to a partner, as the planner words it. */
export interface FallbackRequest {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly copies: ReadonlyMap<string, RecordCopy>;
  /** From Accept-Language. */
  readonly languages: readonly Language[];
  /** YYYY-MM-DD */
  readonly today: string;
}

export interface FallbackAnswer {
  readonly data: JsonObject | null;
  readonly errors: readonly GraphQLError[];
  /** What was asked that no copy has: fields of the partner's own, by their keys in the answer. */
  readonly missing: ReadonlyMap<string, string>;
  /** Whether anything in the answer was taken from a copy. */
  readonly usesCopies: boolean;
}

/** Answers in a partner's place from the hub's copies, in the shape in which the partner would. */
export type FallbackExecutor = (question: FallbackRequest) => Promise<FallbackAnswer>;

interface FallbackContext extends FallbackRequest {
  readonly missing: Map<string, string>;
  usesCopies: boolean;
}

type Resolver = GraphQLFieldResolver<unknown, FallbackContext>;

/** A partner's share of the graph, with resolvers that answer standard fields from copies, and nothing of the partner's own. */
export function createPartnerSchema({
  projectedSdl,
  records,
}: Pick<Projection, "projectedSdl" | "records">): GraphQLSchema {
  const typeDefs = parse(projectedSdl);
  return buildSubgraphSchema([
    {
      typeDefs,
      resolvers: {
        ...scalarsOf(typeDefs),
        ...Object.fromEntries(
          records.map(({ typeName, ownFields }) => [
            typeName,
            { ...withoutCopies(ownFields), __resolveReference: findCopy(typeName) },
          ]),
        ),
        ...queryOf(typeDefs),
      },
    },
  ]);
}

/** Makes the fallback executor of a partner. */
export function createFallbackExecutor(schema: GraphQLSchema): FallbackExecutor {
  return async (question) => {
    const context: FallbackContext = { ...question, missing: new Map(), usesCopies: false };
    const { data, errors = [] } = await execute({
      schema,
      document: question.document,
      contextValue: context,
      variableValues: question.variables,
      operationName: question.operationName,
      fieldResolver: guardResolver(resolveField as GraphQLFieldResolver<unknown, unknown>),
    });
    return {
      // What graphql-js makes of JSON is JSON.
      data: (data ?? null) as JsonObject | null,
      errors,
      missing: context.missing,
      usesCopies: context.usesCopies,
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
  return fields.length > 0 ? { Query: withoutCopies(fields.map(({ name }) => name.value)) } : {};
}

function withoutCopies(fields: readonly string[]): Record<string, Resolver> {
  const missing: Resolver = (_source, _args, context, { path, fieldName }) => {
    context.missing.set(String(path.key), fieldName);
    return null;
  };
  return Object.fromEntries(fields.map((field) => [field, missing]));
}

function findCopy(typeName: string) {
  return ({ id }: { readonly id: string }, { copies }: FallbackContext): CopyValue | null => {
    const copy = copies.get(id);
    return copy?.typeName === typeName ? CopyValue.ofRecord(copy) : null;
  };
}

/** The value types' fields, and the records' standard ones. */
function resolveField(
  source: unknown,
  args: Readonly<Record<string, unknown>>,
  context: FallbackContext,
  info: GraphQLResolveInfo,
): unknown {
  const { fieldName, parentType, returnType } = info;
  if (!(source instanceof CopyValue)) return isObject(source) ? source[fieldName] : undefined;
  if (fieldName !== "id" || source.place !== "") context.usesCopies = true;
  if (parentType.name === "Progress" && fieldName === "overdue") {
    // By today, whenever the copy was made.
    const { dueOn } = source.copy.content;
    const { closure, claimed } = source.value;
    return isOverdue({ dueOn, closure, claimed }, context.today);
  }
  if (getNamedType(returnType).name.endsWith("Connection")) return pageOfCopies(source, fieldName, args);
  const hasLanguages = parentType.getFields()[fieldName]?.args.some(({ name }) => name === "lang");
  if (!hasLanguages) return source.field(fieldName);
  return source.text(fieldName, isLanguage(args["lang"]) ? args["lang"] : null, context.languages);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
