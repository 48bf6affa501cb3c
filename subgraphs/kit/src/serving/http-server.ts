import fastifyHelmet from "@fastify/helmet";
import fastifyRateLimit from "@fastify/rate-limit";
import { IdentityError } from "@segpol/identity";
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import { loggedError } from "./logged-error.js";
import { errorBody, REQUEST_ERRORS, RequestError, type RequestErrorCode } from "./request-error.js";
import { REQUEST_ID_HEADER, requestIdOf } from "./request-id.js";

/** Milliseconds for a request to arrive, body included. */
const REQUEST_TIMEOUT_MS = 30_000;

/** What the HTTP server needs of the rest. */
export interface HttpServerParts {
  /** Rejects when the database cannot be reached. */
  readonly checkDatabase: () => Promise<void>;
  /** Proxies before the server whose x-forwarded-for is believed: addresses and ranges, separated by commas. */
  readonly trustedProxies?: string | undefined;
  readonly log: Logger;
}

/** The HTTP server without its graphs, which `mountGraph` adds: request ids, the log, errors, /health and /ready. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { checkDatabase, trustedProxies, log } = parts;
  const logger: FastifyBaseLogger = log;
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: requestIdOf,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: "idle",
    ...(trustedProxies === undefined ? {} : { trustProxy: trustedProxies }),
  });
  app.decorateRequest("identity");
  app.decorateRequest("identityError");
  app.addHook("onRequest", async (request, reply) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
  });
  // Addresses may carry variables after the question mark.
  app.addHook("onResponse", async (request, reply) => {
    const { method, url } = request;
    const path = url.split("?", 1)[0];
    request.log.info({ method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "answered");
  });
  await app.register(fastifyHelmet, { strictTransportSecurity: false });
  await app.register(fastifyRateLimit, { global: false });
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof IdentityError) {
      if (error.status === 401) void reply.header("www-authenticate", 'Bearer error="invalid_token"');
      return reply.code(error.status).send(errorBody(error.code, error.message, request.id));
    }
    const known = error instanceof RequestError ? error : new RequestError(codeOf(error));
    if (known.code !== "INTERNAL_SERVER_ERROR") {
      return reply.code(known.status).send(errorBody(known.code, known.message, request.id));
    }
    request.log.error({ err: loggedError(error) }, "unexpected error");
    const { message } = REQUEST_ERRORS.INTERNAL_SERVER_ERROR;
    return reply.code(500).send(errorBody(known.code, message, request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    const { code, status, message } = new RequestError("NOT_FOUND");
    return reply.code(status).send(errorBody(code, message, request.id));
  });
  app.get("/health", async () => ({ status: "up" }));
  app.get("/ready", async (request, reply) => {
    try {
      await checkDatabase();
      return { status: "ready" };
    } catch (error) {
      request.log.warn({ err: loggedError(error) }, "the database cannot be reached");
      return reply.code(503).send({ status: "unavailable", problem: "the database cannot be reached" });
    }
  });
  return app;
}

/** What Fastify refuses, in our own words. */
function codeOf({ statusCode = 500 }: FastifyError): RequestErrorCode {
  if (statusCode === 413) return "BODY_TOO_LARGE";
  if (statusCode === 415) return "UNSUPPORTED_MEDIA_TYPE";
  return statusCode >= 400 && statusCode < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
}
