import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The header that names a request on its way through several servers. */
export const REQUEST_ID_HEADER = "x-request-id";

const USABLE = /^[\w.:-]{1,100}$/;

/** The request's own id where it has one that can be written in a log, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && USABLE.test(given) ? given : randomUUID();
}
