import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { getVariableValues } from "graphql";
import { RequestError } from "../errors/request-error.js";

/** Of one request; more are told as one. */
const MAX_ERRORS = 20;

/** Refuses variables with many faults by one error: a list of ten thousand wrong values would be answered with as many errors otherwise. */
export function limitVariableErrors<C extends BaseContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, operation, request: { variables = {} } }) {
          const defined = operation?.variableDefinitions ?? [];
          const { errors = [] } = getVariableValues(schema, defined, variables, { maxErrors: MAX_ERRORS });
          const [first] = errors;
          if (!first || errors.length <= MAX_ERRORS) return;
          const more = `There are more than ${MAX_ERRORS} such faults. Mend the first, and try again.`;
          throw new RequestError("BAD_USER_INPUT", 400, `${first.message} ${more}`, { http: { status: 400 } });
        },
      };
    },
  };
}
