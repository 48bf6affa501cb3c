import type { GraphRequest, GraphResponse, Transport } from "@segpol/pages";
import { type Reader, refusal } from "@segpol/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HUB_ERRORS } from "../errors.js";

/**
 * A request as pages take it, at the hub's public address: of what the client asks for only path and query matter, never its own word for the host.
 * @throws RequestError NOT_FOUND
 */
export function webRequest({ url, routeOptions }: FastifyRequest, publicUrl: string): Request {
  const { pathname, search } = new URL(url, publicUrl);
  // Dots in the path lead out of what the route stands for: /nl/../x is /x.
  if (firstOf(pathname) !== firstOf(routeOptions.url)) throw refusal(HUB_ERRORS, "NOT_FOUND");
  return new Request(`${publicUrl}${pathname}${search}`);
}

const firstOf = (path: string | undefined): string | undefined => path?.split("/")[1];

/** Asks the hub's own graph with the reader's rights and under the reader's rate, without a connection between. */
export function askHub(app: FastifyInstance, { ip, headers: given }: FastifyRequest, reader: Reader): Transport {
  const authorization =
    given.authorization ?? (reader.state === "SIGNED_IN" ? `Bearer ${reader.accessToken}` : undefined);
  return async ({ name, hash, variables, headers }: GraphRequest): Promise<GraphResponse> => {
    const response = await app.inject({
      method: "POST",
      url: "/graphql",
      remoteAddress: ip,
      headers: {
        ...headers,
        ...(authorization !== undefined && { authorization }),
        "apollographql-client-name": "pages",
      },
      payload: { operationName: name, variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    });
    const requestId = response.headers["x-request-id"];
    return {
      body: response.json<unknown>(),
      requestId: typeof requestId === "string" ? requestId : undefined,
    };
  };
}
