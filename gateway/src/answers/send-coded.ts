import { isKnownTag } from "@segpol/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { codingFor } from "./coding.js";
import type { CodedBody } from "./coded-body.js";

/** Sends a body as the client takes it, beside what the reply has for this one request; to one that has it, that it has not changed. */
export async function sendCoded(request: FastifyRequest, reply: FastifyReply, coded: CodedBody): Promise<FastifyReply> {
  const found = coded.in(codingFor(request.headers["accept-encoding"]));
  const representation = found instanceof Promise ? await found : found;
  const own = ownHeaders(reply);
  reply.hijack();
  const isAsked = request.method === "GET" || request.method === "HEAD";
  if (isAsked && isKnownTag(request.headers["if-none-match"], representation.etag)) {
    reply.raw.writeHead(304, [...representation.unchangedHeaders, ...own]).end();
  } else {
    reply.raw.writeHead(200, [...representation.headers, ...own]).end(representation.body, "latin1");
  }
  return reply;
}

/** Headers that are this request's own. */
const OWN = ["x-request-id", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"];

export function ownHeaders(reply: FastifyReply): string[] {
  return OWN.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [name, String(value)];
  });
}

/** The headers of a reply that are the same for every request with this answer. */
export function sharedHeaders(reply: FastifyReply): readonly (readonly [string, string])[] {
  return Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined || OWN.includes(name) || NOT_SHARED.has(name) ? [] : [[name, String(value)] as const],
  );
}

const NOT_SHARED: ReadonlySet<string> = new Set(["content-length", "connection", "date", "retry-after"]);
