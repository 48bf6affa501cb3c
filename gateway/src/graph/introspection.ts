import { type DocumentNode, execute, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { INTROSPECTION_FIELDS } from "../planning/planned-document.js";
import type { ExecutorRequest, ExecutorResult } from "./request/gateway-types.js";

/** The answer with what the query asks about the schema itself. */
export async function answerIntrospection(asked: ExecutorRequest, answer: ExecutorResult): Promise<ExecutorResult> {
  const { schema, document, request } = asked;
  if (!asksAboutSchema(document)) return answer;
  const { data, errors } = await execute({
    schema,
    document: aboutSchema(document, schema),
    rootValue: {},
    variableValues: request.variables,
    operationName: request.operationName,
  });
  const problems = [...(answer.errors ?? []), ...(errors ?? [])];
  const told = new Map(Object.entries(data ?? {}));
  const entries = Object.entries(answer.data ?? {}).map(([key, value]) => [key, told.has(key) ? told.get(key) : value]);
  return { ...answer, data: Object.fromEntries(entries), ...(problems.length > 0 && { errors: problems }) };
}

function asksAboutSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= INTROSPECTION_FIELDS.has(name.value);
    },
  });
  return found;
}

/** The document without every other field of Query. */
function aboutSchema(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) =>
        types.getParentType() === schema.getQueryType() && !INTROSPECTION_FIELDS.has(name.value) ? null : undefined,
    }),
  );
}
