import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import type { PartnerContext } from "../context/partner-context.js";

const UNEXPECTED = "INTERNAL_SERVER_ERROR";

/** Shows clients "Internal error" and the request id where something unexpected went wrong, and logs the whole of it. */
export const maskErrors: ApolloServerPlugin<PartnerContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) {
          const unexpected = (error.extensions["code"] ?? UNEXPECTED) === UNEXPECTED;
          if (unexpected)
            contextValue.log.error({ err: error.originalError ?? error, path: error.path }, "unexpected error");
        }
      },
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== "single" || !response.body.singleResult.errors) return;
        const { singleResult } = response.body;
        const errors = singleResult.errors?.map((error) => masked(error, contextValue.requestId));
        response.body.singleResult = { ...singleResult, ...(errors ? { errors } : {}) };
      },
    };
  },
};

function masked(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const code = error.extensions?.["code"] ?? UNEXPECTED;
  if (code !== UNEXPECTED) return error;
  return { ...error, message: "Internal error", extensions: { code, requestId } };
}
