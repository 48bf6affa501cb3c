import type { Readable } from "node:stream";
import { HUB_ERRORS, HubError } from "../errors.js";

/** Bytes of a body that is too large which are read and thrown away, so that its sender gets to read the answer. */
const MAX_DISCARDED = 32 * 2 ** 20;

/**
 * A request's body as JSON; at most `maxBytes` of it are ever held.
 * @throws HubError BODY_TOO_LARGE, BAD_REQUEST
 */
export async function readJsonBody(payload: Readable, maxBytes: number): Promise<unknown> {
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
    const reason = error instanceof Error ? error.message : String(error);
    throw new HubError("BAD_REQUEST", `Expected a whole body; it ended before (${reason}).`);
  }
  if (size > maxBytes) {
    throw new HubError(
      "BODY_TOO_LARGE",
      `A request's body may have ${maxBytes} bytes at most, got more. ${HUB_ERRORS.BODY_TOO_LARGE.mend}`,
    );
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HubError("BAD_REQUEST", `Expected a body of JSON: ${reason}. ${HUB_ERRORS.BAD_REQUEST.mend}`);
  }
}
