import type { GraphRequest, GraphResponse, Transport } from "@segpol/pages";
import { pageAddress } from "@segpol/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HUB_ERRORS } from "../errors.js";
import type { Visitor } from "./page-readers.js";

/** A request as pages take it, at the hub's public address. @throws RequestError NOT_FOUND */
export function webRequest(request: FastifyRequest, publicUrl: string): Request {
  return new Request(pageAddress(request, publicUrl, HUB_ERRORS));
}

/** Asks the hub's own graph with the reader's rights and under the reader's rate, without a connection between. */
export function askHub(app: FastifyInstance, { ip, headers: given }: FastifyRequest, reader: Visitor): Transport {
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
