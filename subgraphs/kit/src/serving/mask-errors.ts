import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { loggedError } from "./logged-error.js";
import { REQUEST_ERRORS, RequestError } from "./request-error.js";

/** What the context of a request has to have for its errors to be told and logged. */
export interface LoggedContext extends BaseContext {
  readonly requestId: string;
  readonly log: Logger;
}

const UNEXPECTED = "INTERNAL_SERVER_ERROR";
/** PostgreSQL ended a statement that took too long. */
const STATEMENT_ENDED = "57014";

/** Shows clients "Internal error" and the request id where something unexpected went wrong, and logs the whole of it. */
export function maskErrors<C extends LoggedContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            const unexpected = (error.extensions["code"] ?? UNEXPECTED) === UNEXPECTED;
            if (unexpected)
              contextValue.log.error(
                { err: loggedError(error.originalError ?? error), path: error.path },
                "unexpected error",
              );
          }
        },
        async willSendResponse({ response, contextValue, errors: raw = [] }) {
          if (response.body.kind !== "single" || !response.body.singleResult.errors) return;
          const { singleResult } = response.body;
          const errors = singleResult.errors?.map((error, index) => shown(error, raw[index], contextValue.requestId));
          response.body.singleResult = { ...singleResult, ...(errors ? { errors } : {}) };
        },
      };
    },
  };
}

function shown(error: GraphQLFormattedError, raw: GraphQLError | undefined, requestId: string): GraphQLFormattedError {
  // What a rule of our own found wrong with a query; Apollo Server gives all rules the same code.
  const { validationErrorCode, ...extensions } = error.extensions ?? {};
  const code = validationErrorCode ?? extensions["code"] ?? UNEXPECTED;
  if (code !== UNEXPECTED) return { ...error, extensions: { ...extensions, code, requestId } };
  if (isEndedStatement(raw?.originalError)) {
    const late = new RequestError("OPERATION_TIMEOUT");
    return { ...error, message: late.message, extensions: { code: late.code, requestId } };
  }
  return { ...error, message: REQUEST_ERRORS[UNEXPECTED].message, extensions: { code, requestId } };
}

function isEndedStatement(error: Error | undefined): boolean {
  return error !== undefined && "code" in error && error.code === STATEMENT_ENDED;
}
