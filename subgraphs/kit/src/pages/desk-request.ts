import type { GraphRequest, GraphResponse, Transport } from "@segpol/desk-pages";
import { type Reader, refusal, SIGN_IN_ERRORS } from "@segpol/server";
import type { FastifyInstance, FastifyRequest } from "fastify";

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

/** A request as pages take it. What a plain form sends goes along. */
export function webRequest({ url, method, body }: FastifyRequest, origin: string): Request {
  const { pathname, search } = new URL(url, origin);
  const form = method === "POST" && typeof body === "object" && body !== null ? Object.entries(body) : undefined;
  return new Request(`${origin}${pathname}${search}`, {
    method,
    ...(form && { body: new URLSearchParams(Object.fromEntries(form.map(([name, value]) => [name, String(value)]))) }),
  });
}
