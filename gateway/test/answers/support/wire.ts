import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect, vi } from "vitest";
import type { TestHub } from "../../support/hub-harness.js";

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks a hub's graph and gives the answer as it comes over the wire, which fetch would decompress. */
export async function send(
  hub: Pick<TestHub, "url">,
  method: "GET" | "HEAD" | "POST",
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Got> {
  const body = JSON.stringify({ query });
  const isPost = method === "POST";
  const search = isPost ? "" : `?${new URLSearchParams({ query }).toString()}`;
  const { promise, resolve, reject } = Promise.withResolvers<Got>();
  const sent = httpRequest(`${hub.url}/graphql${search}`, {
    method,
    headers: isPost
      ? { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers }
      : { "apollo-require-preflight": "true", ...headers },
  });
  sent.on("error", reject).on("response", (response) => {
    buffer(response).then(
      (bytes) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
      reject,
    );
  });
  sent.end(isPost ? body : undefined);
  return await promise;
}

/** Whether the hub gave an answer that it had, by its log. */
export async function isKept(hub: Pick<TestHub, "logs">, { headers }: Got): Promise<boolean> {
  return await vi.waitFor(() => {
    const line = hub.logs.find(({ requestId, msg }) => requestId === headers["x-request-id"] && msg === "request");
    expect(line).toBeDefined();
    return line?.["kept"] === true;
  });
}
