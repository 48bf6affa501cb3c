import type { IncomingHttpHeaders } from "node:http";
import { refusal, SIGN_IN_ERRORS, type SignIn } from "@segpol/server";
import type { FastifyInstance } from "fastify";
import { HubError } from "../errors.js";
import type { Safelist } from "../operations/safelist.js";
import { askHub } from "./page-request.js";

interface PageQuestion {
  readonly name: string;
  readonly hash: string;
  readonly variables: object;
}

/**
 * Lets pages in a browser ask the graph by the session of their reader, whose token stays here. It answers the pages' own queries, to the
 * hub's own pages, and nothing else: a cookie goes along whoever has a browser ask.
 */
export function registerReaderGraph(scope: FastifyInstance, signIn: SignIn, queries: Safelist): void {
  scope.post("/reader/graphql", async (request, reply) => {
    signIn.checkOwnPage(request);
    const reader = await signIn.readerOf(request, reply);
    if (reader.state !== "SIGNED_IN") throw refusal(SIGN_IN_ERRORS, "SESSION_ENDED");
    const { name, hash, variables } = readQuestion(request.body, queries);
    const headers = headersFor(request.headers);
    const { signal } = new AbortController();
    const { body, requestId } = await askHub(scope, request, reader)({ name, hash, variables, headers, signal });
    if (requestId !== undefined) void reply.header("x-request-id", requestId);
    return body;
  });
}

/** @throws HubError BAD_REQUEST for what is no question of a page; OPERATION_NOT_LISTED for a query that is none of theirs */
function readQuestion(body: unknown, queries: Safelist): PageQuestion {
  const { name, hash, variables }: Partial<Record<keyof PageQuestion, unknown>> =
    typeof body === "object" && body !== null ? body : {};
  if (typeof name !== "string" || typeof hash !== "string" || typeof variables !== "object" || variables === null) {
    throw new HubError("BAD_REQUEST", 'Expected {"name": ..., "hash": ..., "variables": {...}}; got something else.');
  }
  if (queries.textOf(hash) === undefined) throw new HubError("OPERATION_NOT_LISTED");
  return { name, hash, variables };
}

/** Of a page's request: what its answer depends on. */
function headersFor(given: IncomingHttpHeaders): Record<string, string> {
  const { "accept-language": language, "accept-datetime": at } = given;
  return {
    ...(language !== undefined && { "accept-language": language }),
    ...(typeof at === "string" && { "accept-datetime": at }),
  };
}
