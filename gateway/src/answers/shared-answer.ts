import type { FastifyReply } from "fastify";
import { ownHeaders } from "./send-coded.js";

/** An answer that goes to all who have asked the same at the same moment, and is not kept. */
export interface SharedAnswer {
  readonly text: string;
  /** Those that are the same for each. */
  readonly headers: readonly (readonly [string, string])[];
  readonly operationName: string | null;
  /** Notes that a client with this name was answered. */
  readonly count: (client: string) => void;
}

export function sendShared(reply: FastifyReply, { text, headers }: SharedAnswer): void {
  const body = Buffer.from(text);
  const own = ownHeaders(reply);
  reply.hijack();
  reply.raw.writeHead(200, [...headers.flat(), "content-length", String(body.length), ...own]).end(body);
}
