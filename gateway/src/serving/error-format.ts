import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { HUB_ERRORS, type HubErrorCode, isHubErrorCode } from "../errors.js";

/** Apollo Server's own names for what the hub calls otherwise. */
const VALIDATION_CODES: Readonly<Record<string, HubErrorCode>> = {
  MAX_RECURSIVE_SELECTIONS_EXCEEDED: "QUERY_TOO_LARGE",
};

/** The code under which clients see an error. */
export function errorCode(error: Pick<GraphQLFormattedError, "extensions">): HubErrorCode {
  const { validationErrorCode, code } = error.extensions ?? {};
  const own =
    typeof validationErrorCode === "string" ? (VALIDATION_CODES[validationErrorCode] ?? validationErrorCode) : code;
  return isHubErrorCode(own) ? own : "INTERNAL_SERVER_ERROR";
}

/** An error as clients see it: one of the hub's codes, the partner it is about, and nothing that speaks of the hub's insides. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = errorCode(formatted);
  const path = listPath(formatted.path ?? []);
  const partner = formatted.extensions?.["partner"];
  return {
    message: code === "INTERNAL_SERVER_ERROR" ? HUB_ERRORS.INTERNAL_SERVER_ERROR.message : formatted.message,
    ...(formatted.locations && { locations: formatted.locations }),
    ...(path.length > 0 && { path }),
    extensions: { code, ...(typeof partner === "string" && { partner }) },
  };
}

/** Whether clients see an error without its message, so that the log has to have the whole of it. */
export function isUnexpected(error: GraphQLError): boolean {
  return errorCode(error) === "INTERNAL_SERVER_ERROR";
}

/** The gateway writes "@" for every element of a list. */
function listPath(path: readonly (string | number)[]): (string | number)[] {
  const every = path.indexOf("@");
  return every === -1 ? [...path] : path.slice(0, every);
}
