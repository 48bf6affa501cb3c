import type { ErrorRules } from "@segpol/server";
import { HUB_ERRORS, isHubErrorCode } from "../errors.js";

/** What clients of the hub see of errors: its own codes, the partner that one is about, and nothing that speaks of its insides. */
export const ERROR_RULES: ErrorRules = {
  internalMessage: HUB_ERRORS.INTERNAL_SERVER_ERROR.message,
  isKnown: isHubErrorCode,
  extensionsOf: ({ partner }) => (typeof partner === "string" ? { partner } : {}),
  pathOf: listPath,
};

/** The gateway writes "@" for every element of a list. */
function listPath(path: readonly (string | number)[]): readonly (string | number)[] {
  const every = path.indexOf("@");
  return every === -1 ? path : path.slice(0, every);
}
