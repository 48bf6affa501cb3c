import { isUtf8 } from "node:buffer";
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { MIMEType } from "node:util";
import secureJson from "secure-json-parse";
import { type ErrorTable, refusal, type RequestError } from "../errors/request-error.js";

/** Bytes of a body that is too large which are read and thrown away, so that its sender gets to read the answer. */
const MAX_DISCARDED = 32 * 2 ** 20;

/** Names of encodings whose every text is UTF-8 too. */
const UTF_8: ReadonlySet<string> = new Set(["utf-8", "utf8", "us-ascii"]);

/**
 * JSON travels in UTF-8 (RFC 8259, 8.1), and here uncompressed.
 * @throws RequestError UNSUPPORTED_MEDIA_TYPE
 */
export function checkJsonHeaders(
  { "content-type": type, "content-encoding": coding = "identity" }: IncomingHttpHeaders,
  errors: ErrorTable,
): void {
  const charset = charsetOf(type);
  if (!UTF_8.has(charset.toLowerCase())) {
    throw refusal(errors, "UNSUPPORTED_MEDIA_TYPE", `Expected JSON in UTF-8; got charset=${charset.slice(0, 40)}.`);
  }
  if (coding.trim().toLowerCase() !== "identity") {
    throw refusal(
      errors,
      "UNSUPPORTED_MEDIA_TYPE",
      `Expected a body as it is; got content-encoding ${coding.slice(0, 40)}.`,
    );
  }
}

function charsetOf(type: string | undefined): string {
  try {
    return new MIMEType(type ?? "").params.get("charset") ?? "utf-8";
  } catch {
    // Taken for JSON by its beginning; the rest names no encoding.
    return "utf-8";
  }
}

/**
 * A request's body as JSON; at most `maxBytes` of it are ever held.
 * @param hold is told of each part before it is held; gives an error where there is no room for it
 * @throws RequestError BODY_TOO_LARGE, BAD_REQUEST; what `hold` gives
 */
export async function readJsonBody(
  payload: Readable,
  maxBytes: number,
  errors: ErrorTable,
  hold: (bytes: number) => RequestError | undefined,
): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  let refused: RequestError | undefined;
  try {
    for await (const chunk of payload as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes + MAX_DISCARDED) break;
      refused ??= size <= maxBytes ? hold(chunk.length) : undefined;
      if (size <= maxBytes && !refused) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch (error) {
    // Nobody reads the answer: its sender has gone away, or was too slow.
    throw refusal(errors, "BAD_REQUEST", `Expected a whole body; it ended before (${reasonOf(error)}).`);
  }
  if (refused) throw refused;
  if (size > maxBytes) {
    throw refusal(errors, "BODY_TOO_LARGE", `Expected a body of ${maxBytes} bytes at most; got more.`);
  }
  return parseJsonBody(Buffer.concat(chunks), errors);
}

/** @throws RequestError BAD_REQUEST */
export function parseJsonBody(body: Buffer, errors: ErrorTable): unknown {
  if (!isUtf8(body)) throw refusal(errors, "BAD_REQUEST", "Expected a body in UTF-8; got bytes that are not.");
  try {
    // Takes a byte order mark, which tools on Windows write, and refuses names that could change an object's prototype.
    return secureJson.parse(body.toString("utf8"));
  } catch (error) {
    throw refusal(errors, "BAD_REQUEST", `Expected a body of JSON: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
