import { type AskedOperation, ENTITIES, keysIn, variablesOf } from "@segpol/server";
import { visit } from "graphql";
import type { QueryLimits } from "../config/config.js";
import { HUB_ERRORS, HubError } from "../errors.js";

/** Refuses an operation for too many entities. @throws HubError TOO_MANY_REPRESENTATIONS */
export function checkRepresentationCount(asked: AskedOperation, limits: Pick<QueryLimits, "representations">): void {
  const representations = representationsOf(asked);
  if (representations <= limits.representations) return;
  throw new HubError(
    "TOO_MANY_REPRESENTATIONS",
    `Expected ${limits.representations} representations at most; got ${representations}. ${HUB_ERRORS.TOO_MANY_REPRESENTATIONS.mend}`,
    { http: { status: 400 } },
  );
}

function representationsOf({ document, operation, variables }: AskedOperation): number {
  const values = variablesOf(operation, variables);
  let count = 0;
  // Wherever it stands: in a fragment too.
  visit(document, {
    Field(field) {
      if (field.name.value === ENTITIES) count += keysIn(field, values);
    },
  });
  return count;
}
