import { DEFAULT_SDL_LIMITS } from "@segpol/schema";
import { Agent, request } from "undici";
import { JsonShape } from "../base/json-shape.js";
import {
  AddressError,
  type AddressErrorCode,
  type AddressPolicy,
  checkAddress,
  guardedLookup,
} from "./partner-address.js";

/** The SDL in JSON takes more bytes than the SDL: quotes and line ends are escaped. */
const ANSWER_BYTES_PER_BYTE = 4;
const QUERY = "query PartnerSdl { _service { sdl } }";

export type FetchErrorCode =
  | AddressErrorCode
  | "PARTNER_UNREACHABLE"
  | "PARTNER_TIMEOUT"
  | "PARTNER_REDIRECTS"
  | "PARTNER_STATUS"
  | "PARTNER_NOT_GRAPHQL"
  | "SDL_MISSING"
  | "SDL_TOO_LARGE";

/** A partner's SDL could not be had from its address. */
export class FetchError extends Error {
  override readonly name = "FetchError";
  readonly code: FetchErrorCode;
  readonly mend: string;

  constructor(code: FetchErrorCode, message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.mend = mend;
  }
}

export interface FetchOptions {
  readonly policy: AddressPolicy;
  /** Milliseconds for all of it, the look-up of the name included. */
  readonly timeoutMs: number;
  /** Bytes of the SDL. Default: the contract's limit. */
  readonly maxBytes?: number;
}

/**
 * Asks a partner's graph for its SDL. Follows no redirects, and connects to no address that the policy does not allow.
 * @throws FetchError
 */
export async function fetchSdl(
  address: string,
  { policy, timeoutMs, maxBytes = DEFAULT_SDL_LIMITS.bytes }: FetchOptions,
): Promise<string> {
  try {
    const url = checkAddress(address, policy);
    const dispatcher = new Agent({
      connect: { lookup: guardedLookup(policy, { isHttps: url.protocol === "https:" }) },
    });
    try {
      return readSdl(await post(url, dispatcher, { timeoutMs, maxBytes }), maxBytes);
    } finally {
      await dispatcher.destroy();
    }
  } catch (error) {
    throw asFetchError(error, timeoutMs);
  }
}

async function post(
  url: URL,
  dispatcher: Agent,
  { timeoutMs, maxBytes }: Required<Omit<FetchOptions, "policy">>,
): Promise<string> {
  const maxAnswer = maxBytes * ANSWER_BYTES_PER_BYTE;
  const { statusCode, headers, body } = await request(url, {
    method: "POST",
    body: JSON.stringify({ query: QUERY }),
    headers: { "content-type": "application/json", accept: "application/json" },
    dispatcher,
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (statusCode >= 300 && statusCode < 400) {
    throw new FetchError(
      "PARTNER_REDIRECTS",
      `Expected the graph at its address; it redirects (HTTP status ${statusCode}).`,
      "Give the address that it redirects to, if it is the partner's.",
    );
  }
  if (statusCode !== 200) {
    throw new FetchError(
      "PARTNER_STATUS",
      `Expected the graph's SDL; got HTTP status ${statusCode}.`,
      'Make the server answer {"query": "{ _service { sdl } }"}, sent by POST as application/json, without a login.',
    );
  }
  const chunks: Buffer[] = [];
  const shape = new JsonShape();
  let size = Number(headers["content-length"] ?? 0) > maxAnswer ? Infinity : 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxAnswer || !shape.take(chunk)) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readSdl(text: string, maxBytes: number): string {
  const body = parseJson(text);
  if (body === undefined) {
    throw new FetchError(
      "PARTNER_NOT_GRAPHQL",
      "Expected GraphQL's JSON; got something else.",
      "Check that the address is that of the graph itself, such as https://graph.example.org/graphql.",
    );
  }
  const sdl = property(property(property(body, "data"), "_service"), "sdl");
  if (typeof sdl !== "string" || sdl.trim() === "") {
    throw new FetchError(
      "SDL_MISSING",
      "Expected an SDL at _service { sdl }; there is none.",
      "Serve the graph as a Federation 2 subgraph: its library adds _service and _entities.",
    );
  }
  if (Buffer.byteLength(sdl) > maxBytes) throw tooLarge(maxBytes);
  return sdl;
}

function tooLarge(maxBytes: number): FetchError {
  return new FetchError(
    "SDL_TOO_LARGE",
    `Expected an SDL of at most ${maxBytes} bytes; it is larger.`,
    "Publish what others are to see, and leave out the rest.",
  );
}

function asFetchError(error: unknown, timeoutMs: number): FetchError {
  if (error instanceof FetchError) return error;
  const refusal = [error, error instanceof Error ? error.cause : undefined].find(
    (each) => each instanceof AddressError,
  );
  if (refusal) return new FetchError(refusal.code, refusal.message, refusal.mend);
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
    return new FetchError(
      "PARTNER_TIMEOUT",
      `Expected the SDL within ${timeoutMs / 1000} s; it did not come.`,
      "Check that the server answers at this address from where the hub runs.",
      { cause: error },
    );
  }
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return new FetchError(
    "PARTNER_UNREACHABLE",
    `Expected a server at the partner's address; there was no connection${code}.`,
    "Start the server, and check the address and that the hub can reach it.",
    { cause: error },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
