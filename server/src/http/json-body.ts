import type { Readable } from "node:stream";
import secureJson from "secure-json-parse";
import { type ErrorTable, refusal } from "../errors/request-error.js";

/** Bytes of a body that is too large which are read and thrown away, so that its sender gets to read the answer. */
const MAX_DISCARDED = 32 * 2 ** 20;

/**
 * A request's body as JSON; at most `maxBytes` of it are ever held.
 * @throws RequestError BODY_TOO_LARGE, BAD_REQUEST
 */
export async function readJsonBody(payload: Readable, maxBytes: number, errors: ErrorTable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of payload as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes + MAX_DISCARDED) break;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch (error) {
    // Nobody reads the answer: its sender has gone away, or was too slow.
    throw refusal(errors, "BAD_REQUEST", `Expected a whole body; it ended before (${reasonOf(error)}).`);
  }
  if (size > maxBytes) {
    throw refusal(errors, "BODY_TOO_LARGE", `Expected a body of ${maxBytes} bytes at most; got more.`);
  }
  try {
    // Takes a byte order mark, which tools on Windows write, and refuses names that could change an object's prototype.
    return secureJson.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    throw refusal(errors, "BAD_REQUEST", `Expected a body of JSON: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
