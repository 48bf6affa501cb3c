import type { LookupFunction } from "node:net";
import { answerTime } from "@segpol/server";
import { Pool } from "undici";
import { type Json, type JsonObject, isJsonObject, isJsonArray } from "../base/json.js";
import { type Allowance, exceeded } from "./byte-allowance.js";
import { JsonShape } from "../base/json-shape.js";

/** Why a partner gave no usable answer. */
export type PartnerFailureReason =
  | "UNREACHABLE"
  | "TIMEOUT"
  | "STATUS"
  | "NOT_GRAPHQL"
  | "TOO_LARGE"
  | "REFUSED"
  | "STOPPED"
  | "SKIPPED";

/** A partner gave no usable answer. The message names no address: it may be shown to clients. */
export class PartnerFailure extends Error {
  override readonly name = "PartnerFailure";
  readonly reason: PartnerFailureReason;

  /** How to mend it, for logs; undefined where nothing but waiting helps. */
  get mend(): string | undefined {
    return this.reason === "REFUSED" ? MEND_REFUSED : undefined;
  }

  /** The partner answered, though not usably. */
  get isAnswer(): boolean {
    return !["UNREACHABLE", "TIMEOUT", "STOPPED", "SKIPPED"].includes(this.reason);
  }

  constructor(reason: PartnerFailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** For whoever runs the hub or the partner. */
const MEND_REFUSED =
  "Start the partner with the hub's SEGPOL_HUB_ISSUER, and a SEGPOL_HUB_JWKS_URL at which it reaches the hub's keys; compare the clocks.";

export interface PartnerRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

export interface SendOptions {
  /** Milliseconds for the whole answer; those in which the hub itself is too busy to hear it do not count. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** What this answer and others together may have. Default: as much as there is of them. */
  readonly allowance?: Allowance;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface PartnerAnswer {
  readonly data: JsonObject | null;
  /** As the partner reports them; nothing of them is trusted. */
  readonly errors: readonly JsonObject[];
  /** Length of the answer's text. */
  readonly bytes: number;
}

/** Asks one partner's graph over connections that are kept. */
export interface PartnerClient {
  /** Throws PartnerFailure unless the partner gives a GraphQL answer. */
  send(request: PartnerRequest, options: SendOptions): Promise<PartnerAnswer>;
  close(): Promise<void>;
}

/** @param lookup how the partner's name is resolved; the machine's way when absent */
export function createPartnerClient(url: string, connections: number, lookup?: LookupFunction): PartnerClient {
  const address = new URL(url);
  const pool = new Pool(address.origin, { connections, ...(lookup && { connect: { lookup } }) });
  const path = `${address.pathname}${address.search}`;

  async function exchange(body: string, options: SendOptions, signal: AbortSignal): Promise<PartnerAnswer> {
    const response = await pool.request({
      method: "POST",
      path,
      body,
      headers: { ...options.headers, "content-type": "application/json", accept: "application/json" },
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const declared = Number(response.headers["content-length"]);
    const chunks: Buffer[] = [];
    const shape = new JsonShape();
    let size = 0;
    // Leaving the loop by an exception destroys the body, and its connection with it.
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > options.maxResponseBytes || declared > options.maxResponseBytes) {
        throw new PartnerFailure("TOO_LARGE", `an answer of more than ${options.maxResponseBytes} bytes`);
      }
      if (options.allowance?.take(chunk.length) === false) {
        throw new PartnerFailure("TOO_LARGE", exceeded(options.allowance));
      }
      if (!shape.take(chunk)) throw new PartnerFailure("TOO_LARGE", "an answer of more values than the hub reads");
      chunks.push(chunk);
    }
    return readAnswer(response.statusCode, Buffer.concat(chunks));
  }

  return {
    async send(request, options) {
      const body = JSON.stringify(request);
      const deadline = answerTime(options.timeoutMs);
      const signal = options.signal ? AbortSignal.any([options.signal, deadline.signal]) : deadline.signal;
      try {
        try {
          return await exchange(body, options, signal);
        } catch (error) {
          if (signal.aborted || !isStaleConnection(error)) throw error;
          return await exchange(body, options, signal);
        }
      } catch (error) {
        if (error instanceof PartnerFailure) throw error;
        if (options.signal?.aborted)
          throw new PartnerFailure("STOPPED", "the question was withdrawn", { cause: error });
        if (deadline.signal.aborted) {
          throw new PartnerFailure("TIMEOUT", `no answer within ${options.timeoutMs / 1000} s`, { cause: error });
        }
        throw new PartnerFailure("UNREACHABLE", "no connection", { cause: error });
      } finally {
        deadline.end();
      }
    },
    close: () => pool.destroy(),
  };
}

/** Shows a token with every question. */
export function withToken(client: PartnerClient, token: () => Promise<string>): PartnerClient {
  return {
    ...client,
    async send(request, options) {
      return await client.send(request, {
        ...options,
        headers: { ...options.headers, authorization: `Bearer ${await token()}` },
      });
    },
  };
}

/** Strict: bytes that were spoilt on their way would otherwise become signs of replacement in somebody's texts. */
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** A connection that was kept may have been closed at the other end; a query can be asked again on a fresh one. */
function isStaleConnection(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE";
}

function readAnswer(status: number, bytes: Buffer): PartnerAnswer {
  const body = parseJson(bytes);
  const data = isJsonObject(body) ? body["data"] : undefined;
  const errors = isJsonObject(body) ? body["errors"] : undefined;
  const isAnswer = isJsonObject(data) || Array.isArray(errors);
  if (status === 401) throw new PartnerFailure("REFUSED", "it does not let the hub in (HTTP status 401)");
  if (status === 503 && isJsonArray(errors) && errors.some(isAboutKeys))
    throw new PartnerFailure("REFUSED", "it does not reach the keys of the hub (HTTP status 503)");
  // A GraphQL server may refuse a query with 4xx and say why in the answer's errors.
  if (status !== 200 && !(isAnswer && status >= 400 && status < 500)) {
    throw new PartnerFailure("STATUS", `HTTP status ${status}`);
  }
  if (!isAnswer) throw new PartnerFailure("NOT_GRAPHQL", "an answer that is not GraphQL's JSON");
  return {
    data: isJsonObject(data) ? data : null,
    errors: isJsonArray(errors) ? errors.filter(isJsonObject) : [],
    bytes: bytes.length,
  };
}

function isAboutKeys(error: Json): boolean {
  const extensions = isJsonObject(error) ? error["extensions"] : undefined;
  return isJsonObject(extensions) && extensions["code"] === "KEYS_UNREACHABLE";
}

function parseJson(bytes: Buffer): Json | undefined {
  try {
    const value: Json = JSON.parse(UTF8.decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}
