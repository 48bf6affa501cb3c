import type { GraphRequest, GraphResponse, Transport } from "@segpol/pages";
import type { Reader } from "@segpol/server";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** A request as pages take it, at the hub's public address: of what the client asks for only path and query matter, never its own word for the host. */
export function webRequest({ url }: FastifyRequest, publicUrl: string): Request {
  const { pathname, search } = new URL(url, publicUrl);
  return new Request(`${publicUrl}${pathname}${search}`);
}

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
