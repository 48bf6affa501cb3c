import { readRightsOf } from "@segpol/identity";
import { parseAcceptLanguage } from "@segpol/schema";
import type { FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { partnerReaderKey } from "../identity/partner-reader.js";

/** Of an address, and of the other headers together. */
const MAX_URL = 8_192;
const MAX_HEADERS = 1_000;
const MAX_KNOWN = 500;
/** Stands in no header and in no address. */
const BETWEEN = "\0";

const languages = new LRUCache<string, string>({
  max: MAX_KNOWN,
  memoMethod: (header) => parseAcceptLanguage(header).join(","),
});

/**
 * Equal for requests that have the same answer: who may see the same, asks the same bytes in the same way, of the same version of the graph.
 * Undefined: it has more than is worth keeping.
 */
export function answerKey(request: FastifyRequest, version: number, body: Buffer): string | undefined {
  const { method, url, headers, identity } = request;
  const { accept = "", origin = "", "accept-language": acceptLanguage = "", "accept-datetime": at = "" } = headers;
  const text = accept.length + acceptLanguage.length + String(at).length + origin.length;
  if (url.length > MAX_URL || text > MAX_HEADERS) return undefined;
  return [
    version,
    method,
    url,
    accept,
    languages.memo(acceptLanguage),
    at,
    origin,
    // A token that nobody verifies shows nothing more, but its answer is for nobody else either.
    headers.authorization === undefined ? "" : `token ${readRightsOf(identity)}`,
    // Byte by byte: not all that is no UTF-8 is equal.
    body.toString("latin1"),
  ].join(BETWEEN);
}

const PAST_THE_KEPT: ReadonlySet<string> = new Set(["no-cache", "no-store"]);

/** Whether the client wants an answer that is made for it. */
export function asksAnew({ headers }: FastifyRequest): boolean {
  const control = headers["cache-control"];
  if (control === undefined) return false;
  return control.split(",").some((each) => PAST_THE_KEPT.has(each.trim().toLowerCase()));
}

/** Who asks, and in which languages, as partners learn it: they may answer by either. */
export function readerOf({ identity, headers }: FastifyRequest): string {
  return JSON.stringify([partnerReaderKey(identity), headers["accept-language"]]);
}
