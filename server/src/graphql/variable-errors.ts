import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import {
  type DocumentNode,
  getVariableValues,
  type GraphQLSchema,
  isNonNullType,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { RequestError } from "../errors/request-error.js";

/** Of one request; more are told as one. */
const MAX_ERRORS = 20;

/**
 * Refuses variables with many faults by one error: a list of ten thousand wrong values would be answered with as many errors otherwise. Refuses as
 * well a null where none may be: validation lets a variable with a default stand there, and what runs the operation has no code for it.
 */
export function refuseWrongVariables<C extends BaseContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request: { variables = {} } }) {
          if (!operation) return;
          const defined = operation.variableDefinitions ?? [];
          const { errors = [], coerced } = getVariableValues(schema, defined, variables, { maxErrors: MAX_ERRORS });
          const [first] = errors;
          if (first && errors.length > MAX_ERRORS) {
            const more = `There are more than ${MAX_ERRORS} such faults. Mend the first, and try again.`;
            throw refused(`${first.message} ${more}`);
          }
          const nulls = Object.keys(coerced ?? {}).filter((name) => coerced?.[name] === null);
          const misplaced = nulls.length > 0 && nullInPlaceOfValue(schema, document, operation, new Set(nulls));
          if (!misplaced) return;
          const expected = `Expected a value for $${misplaced.name.value}, which stands where null may not; got null.`;
          throw refused(`${expected} Leave the variable out, so that its default counts, or send a value.`, misplaced);
        },
      };
    },
  };
}

function refused(message: string, node?: VariableNode): RequestError {
  return new RequestError("BAD_USER_INPUT", 400, message, { http: { status: 400 } }, node);
}

/** The first variable of an operation that is null, and stands where that is not allowed. */
function nullInPlaceOfValue(
  schema: GraphQLSchema,
  document: DocumentNode,
  { name }: OperationDefinitionNode,
  nulls: ReadonlySet<string>,
): VariableNode | undefined {
  let found: VariableNode | undefined;
  const types = new TypeInfo(schema);
  visit(
    separateOperations(document)[name?.value ?? ""] ?? document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable(node) {
        if (nulls.has(node.name.value) && isNonNullType(types.getInputType())) found ??= node;
      },
    }),
  );
  return found;
}
