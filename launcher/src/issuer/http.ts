import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { TokenSigner } from "@segpol/identity";
import type { Client } from "./clients.js";
import { JWKS_PATH } from "./folder.js";
import { answerTokenRequest } from "./token-endpoint.js";

export interface IssuerState {
  readonly signer: TokenSigner;
  readonly clients: readonly Client[];
  /** Default audience of tokens. */
  readonly audience: string;
}

const TOKEN_PATH = "/token";
const MAX_BODY_BYTES = 8_192;

/** The HTTP side of the local issuer: discovery (OpenID Connect and RFC 8414), the public keys, and /token. */
export function createIssuerServer(state: IssuerState): Server {
  const { issuer } = state.signer;
  const discovery = {
    issuer,
    jwks_uri: issuer + JWKS_PATH,
    token_endpoint: issuer + TOKEN_PATH,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    response_types_supported: [],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: state.signer.publicJwks().keys.map(({ alg }) => alg),
  };
  const documents: Readonly<Record<string, object>> = {
    "/.well-known/openid-configuration": discovery,
    "/.well-known/oauth-authorization-server": discovery,
    [JWKS_PATH]: state.signer.publicJwks(),
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, 500, { error: "server_error" });
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const document = Object.hasOwn(documents, path) ? documents[path] : undefined;
    if (document !== undefined) {
      if (allow(request, response, "GET")) send(response, 200, document);
      return;
    }
    if (path !== TOKEN_PATH)
      return send(response, 404, { error: "not_found", paths: [...Object.keys(documents), TOKEN_PATH] });
    if (!allow(request, response, "POST")) return;
    const body = await bodyOf(request);
    if (body === undefined) {
      const description = `Expected a form of at most ${MAX_BODY_BYTES} bytes.`;
      return send(response, 413, { error: "invalid_request", error_description: description }, { connection: "close" });
    }
    const { authorization, "content-type": contentType } = request.headers;
    const outcome = await answerTokenRequest({ authorization, contentType, body }, state);
    send(response, outcome.status, outcome.body, outcome.headers);
  };
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 1_000;
  return server;
}

/** False, after an answer, for another method. HEAD is GET without the body, which Node omits. */
function allow(request: IncomingMessage, response: ServerResponse, method: "GET" | "POST"): boolean {
  if (request.method === method || (method === "GET" && request.method === "HEAD")) return true;
  send(response, 405, { error: "method_not_allowed" }, { allow: method });
  return false;
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", "x-content-type-options": "nosniff", ...headers });
  response.end(JSON.stringify(body));
}

/** Undefined if it is too long; the rest is discarded, so that the client can read the answer. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  return await new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length > MAX_BODY_BYTES) resolve(undefined);
      else parts.push(part);
    });
    request.once("end", () => resolve(Buffer.concat(parts).toString("utf8")));
    request.once("error", reject);
  });
}
