import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { IdentityError } from "@segpol/identity";
import type { ConnectionError, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";
import { loggedError } from "../errors/logged-error.js";
import {
  BusyError,
  errorBody,
  type ErrorTable,
  INTERNAL,
  type RefusalCode,
  refusal,
  RequestError,
} from "../errors/request-error.js";
import { REQUEST_ID_HEADER } from "./request-id.js";

/** What an answer of errors alone may be called; the first where a client says nothing of it. */
const MEDIA_TYPES = ["application/json", "application/graphql-response+json"];

const UNREADABLE_ADDRESS =
  "Expected an address in which every percent sign begins an escape of UTF-8, such as %20; got one that cannot be read. Write a percent sign as %25.";

/** Answers what is thrown, and what there is nothing for, with the server's own errors. */
export function answerErrors(app: FastifyInstance, errors: ErrorTable): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof IdentityError) {
      if (error.status === 401) {
        void reply.header("www-authenticate", `Bearer error="invalid_token", error_description="${error.code}"`);
      }
      return answer(request, reply, error);
    }
    if (error instanceof BusyError) void reply.header("retry-after", error.retryAfterS);
    const known = error instanceof RequestError ? error : refusal(errors, codeOf(error));
    if (known.code !== INTERNAL) return answer(request, reply, known);
    request.log.error({ err: loggedError(error) }, "request failed");
    return answer(request, reply, { code: INTERNAL, status: known.status, message: errors[INTERNAL].message });
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ""] = request.url.split("?", 1);
    const allowed = app.supportedMethods.filter((method) => app.hasRoute({ url: path, method }));
    if (allowed.length === 0) return answer(request, reply, refusal(errors, "NOT_FOUND"));
    void reply.header("allow", allowed.join(", "));
    const expected = `Expected a request of ${allowed.join(" or ")}; got ${request.method}.`;
    return answer(request, reply, refusal(errors, "METHOD_NOT_ALLOWED", expected));
  });
}

const NOT_HTTP = {
  status: "400 Bad Request",
  expected: "Expected a request of HTTP/1.1; got one that cannot be read.",
};
/** By what Node calls them. */
const UNREADABLE: Readonly<Record<string, typeof NOT_HTTP>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: "408 Request Timeout",
    expected: "Expected a whole request in the time that one has; got a part of it.",
  },
  HPE_HEADER_OVERFLOW: {
    status: "431 Request Header Fields Too Large",
    expected: "Expected an address and headers of 16 KB at most; got more.",
  },
};

/** What is not HTTP at all gets an id too, and an answer while the connection is open. */
export function refuseConnection(errors: ErrorTable) {
  return function (this: FastifyInstance, error: ConnectionError, socket: Socket): void {
    if (!socket.writable || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    const id = randomUUID();
    this.log.info({ requestId: id, code: error.code }, "not a request");
    const { status, expected } = UNREADABLE[error.code] ?? NOT_HTTP;
    const { code, message } = refusal(errors, "BAD_REQUEST", expected);
    const body = JSON.stringify(errorBody(code, message, id));
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nX-Request-Id: ${id}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };
}

/** What no route is looked up for: the routes' own hooks are not run then. */
export function refuseAddress(errors: ErrorTable) {
  return (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    request.log.info("not an address");
    const { code, status } = refusal(errors, "BAD_REQUEST");
    void answer(request, reply.header(REQUEST_ID_HEADER, request.id), { code, status, message: UNREADABLE_ADDRESS });
  };
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, status, message }: Pick<RequestError, "code" | "status" | "message">,
): FastifyReply {
  const body = errorBody(code, message, request.id);
  const [type = MEDIA_TYPES[0]] = new Negotiator(request).mediaTypes(MEDIA_TYPES);
  // What is refused now may be taken at once.
  if (!reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
  return reply.code(status).type(`${type}; charset=utf-8`).send(body);
}

/** What Fastify refuses, in our own words. */
function codeOf({ statusCode = 500 }: FastifyError): RefusalCode {
  if (statusCode === 413) return "BODY_TOO_LARGE";
  if (statusCode === 415) return "UNSUPPORTED_MEDIA_TYPE";
  return statusCode >= 400 && statusCode < 500 ? "BAD_REQUEST" : INTERNAL;
}
