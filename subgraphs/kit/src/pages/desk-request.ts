import type { GraphRequest, GraphResponse, Transport } from "@segpol/desk-pages";
import { pageAddress, type Reader, refusal, SIGN_IN_ERRORS } from "@segpol/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { REQUEST_ERRORS } from "../errors/request-error.js";

/** Asks the desk's own graph in the name of who signed in, without a connection between. @param textOf of an operation, by its hash */
export function askDesk(
  app: FastifyInstance,
  { ip }: FastifyRequest,
  reader: Reader,
  deskPath: string,
  textOf: (hash: string) => string | undefined,
): Transport {
  return async ({ name, hash, variables }: GraphRequest): Promise<GraphResponse> => {
    if (reader.state !== "SIGNED_IN") throw refusal(SIGN_IN_ERRORS, "SESSION_ENDED");
    const response = await app.inject({
      method: "POST",
      url: deskPath,
      remoteAddress: ip,
      headers: { authorization: `Bearer ${reader.accessToken}`, accept: "application/json" },
      payload: { operationName: name, query: textOf(hash), variables },
    });
    const requestId = response.headers["x-request-id"];
    return { body: response.json<unknown>(), requestId: typeof requestId === "string" ? requestId : undefined };
  };
}

/** Where pages believe to be: they name addresses without a host. */
const ORIGIN = "http://localhost";

/** A request as pages take it. What a plain form sends goes along. @throws RequestError NOT_FOUND */
export function webRequest(request: FastifyRequest): Request {
  const { method, body } = request;
  const form = method === "POST" && typeof body === "object" && body !== null ? Object.entries(body) : undefined;
  return new Request(pageAddress(request, ORIGIN, REQUEST_ERRORS), {
    method,
    ...(form && { body: new URLSearchParams(Object.fromEntries(form.map(([name, value]) => [name, String(value)]))) }),
  });
}
