import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The header that names a request on its way through several servers. */
export const REQUEST_ID_HEADER = "x-request-id";

/** What other request ids look like; in place of anything else a new one is made. */
const REQUEST_ID = /^[\w.:-]{1,64}$/;

/** The request's own id where it has one that can be written in a log, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
}
