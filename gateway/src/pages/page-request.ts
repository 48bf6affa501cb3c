import type { GraphRequest, GraphResponse, Transport } from "@segpol/pages";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Stands for the hub where a client does not say how it calls it. */
const NAMELESS = "http://hub.invalid";

/** A request as pages take it, at the address by which the client reaches the hub: of what it asks for only path and query matter. */
export function webRequest({ url, protocol, host }: FastifyRequest): Request {
  const origin = URL.parse(`${protocol}://${host}`)?.origin ?? NAMELESS;
  const { pathname, search } = new URL(url, NAMELESS);
  return new Request(`${origin}${pathname}${search}`);
}

/** Asks the hub's own graph with the reader's rights and under the reader's rate, without a connection between. */
export function askHub(app: FastifyInstance, { ip, headers: { authorization } }: FastifyRequest): Transport {
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
