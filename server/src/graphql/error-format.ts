import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { loggedError } from "../errors/logged-error.js";
import { INTERNAL, type RequestError } from "../errors/request-error.js";
import { currentOperation } from "../operations/running-operation.js";

/** Apollo Server's own names for what is called otherwise here. */
const VALIDATION_CODES: Readonly<Record<string, string>> = {
  MAX_RECURSIVE_SELECTIONS_EXCEEDED: "QUERY_TOO_LARGE",
};

/** What a server lets clients see of errors. */
export interface ErrorRules {
  /** Said in place of what went wrong unexpectedly. */
  readonly internalMessage: string;
  /** Whether clients may see errors of this code; others are masked. Default: all that have a code. */
  readonly isKnown?: (code: string) => boolean;
  /** What of an error's extensions clients see, beside its code and the request's id. Default: everything. */
  readonly extensionsOf?: (extensions: Readonly<Record<string, unknown>>) => object;
  /** An error's path as clients see it. Default: as it is. */
  readonly pathOf?: (path: readonly (string | number)[]) => readonly (string | number)[];
  /** What an unexpected error means, where that is known. */
  readonly explain?: (error: unknown) => Pick<RequestError, "code" | "message"> | undefined;
}

/** What the context of an operation has to have, for its errors to carry the request's id. */
export interface NamedContext extends BaseContext {
  readonly requestId: string;
}

/** An error as clients see it, but for the request's id. */
export function formatError(
  { path: given, ...formatted }: GraphQLFormattedError,
  error: unknown,
  rules: ErrorRules,
): GraphQLFormattedError {
  const code = codeOf(formatted, rules);
  const path = given && (rules.pathOf?.(given) ?? given);
  const shown = { ...formatted, ...(path && path.length > 0 && { path }) };
  if (code === INTERNAL) {
    const { message, code: meant } = rules.explain?.(unwrapResolverError(error)) ?? {
      message: rules.internalMessage,
      code,
    };
    return { ...shown, message, extensions: { code: meant } };
  }
  const { validationErrorCode: _code, ...extensions } = formatted.extensions ?? {};
  return { ...shown, extensions: { ...(rules.extensionsOf?.(extensions) ?? extensions), code } };
}

/** Logs unexpected errors whole, under the request's id that stands beside them in the answer. */
export function reportErrors<C extends NamedContext>(logger: Logger, rules: ErrorRules): ApolloServerPlugin<C> {
  return {
    async unexpectedErrorProcessingRequest({ requestContext: { contextValue }, error }) {
      logger.error({ requestId: contextValue.requestId, err: loggedError(error) }, "request failed");
    },
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue: { requestId }, operationName }) {
          // What its end has broken, as a statement that was cancelled, is no fault, and nobody hears of it.
          if (currentOperation()?.deadline?.signal.aborted) return;
          for (const error of errors.filter((each) => codeOf(each, rules) === INTERNAL)) {
            const err = loggedError(error.originalError ?? error);
            logger.error({ requestId, operationName, path: error.path, err }, "unexpected error");
          }
        },
        async willSendResponse({ response: { body, http }, contextValue: { requestId } }) {
          if (body.kind !== "single" || !body.singleResult.errors) return;
          // Apollo Server takes an answer without data for the client's fault.
          const { data, errors } = body.singleResult;
          if (data === undefined && errors.some((error) => codeOf(error, rules) === INTERNAL)) http.status = 500;
          body.singleResult.errors = body.singleResult.errors.map((error) => withId(error, requestId));
        },
      };
    },
  };
}

/**
 * An answer of Apollo Server with the request's id in every error: what it refuses before it runs anything passes no plugin.
 * @param mend Said after what it refuses as no request of GraphQL, which it does not say itself. Default: nothing.
 */
export function withRequestId(answer: unknown, requestId: string, mend?: string): unknown {
  if (typeof answer !== "string") return answer;
  const body = JSON.parse(answer) as { readonly errors?: readonly GraphQLFormattedError[] };
  if (!body.errors) return answer;
  const errors = body.errors.map((error) => withId(mend === undefined ? error : withMend(error, mend), requestId));
  return JSON.stringify({ ...body, errors });
}

function withMend(error: GraphQLFormattedError, mend: string): GraphQLFormattedError {
  const { message, extensions = {} } = error;
  if (extensions["code"] !== "BAD_REQUEST" || message.endsWith(mend)) return error;
  return { ...error, message: `${message.replace(/\.$/, "")}. ${mend}` };
}

function withId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}

function codeOf(
  { extensions = {} }: Pick<GraphQLError | GraphQLFormattedError, "extensions">,
  rules: ErrorRules,
): string {
  // Apollo Server gives what comes out of validation a code of its own; the rules' own stands beside it.
  const { validationErrorCode: own, code } = extensions;
  const found = typeof own === "string" ? (VALIDATION_CODES[own] ?? own) : code;
  return typeof found === "string" && (rules.isKnown?.(found) ?? true) ? found : INTERNAL;
}
