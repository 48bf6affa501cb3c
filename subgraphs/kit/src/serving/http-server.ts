import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { ApolloServer } from "@apollo/server";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import type { Logger } from "pino";
import type { PartnerContext } from "../context/partner-context.js";
import { REQUEST_ID_HEADER, requestIdOf } from "./request-id.js";

const LARGEST_BODY = 2 * 1024 * 1024;

/** What the HTTP server needs of the rest. */
export interface HttpServerParts {
  readonly apollo: ApolloServer<PartnerContext>;
  readonly createContext: (request: FastifyRequest, signal: AbortSignal) => PartnerContext;
  /** Rejects when the database cannot be reached. */
  readonly checkDatabase: () => Promise<void>;
  readonly log: Logger;
}

/** Serves /graphql, /health and /ready. Bodies of more than 2 MiB are refused. */
export function createHttpServer({ apollo, createContext, checkDatabase, log }: HttpServerParts): FastifyInstance {
  const logger: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: requestIdOf,
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: "idle",
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header(REQUEST_ID_HEADER, request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method, url } = request;
    request.log.info({ method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "answered");
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode = 500, code, message } = error;
    if (statusCode < 500) return reply.code(statusCode).send({ code, message });
    request.log.error({ err: error }, "unexpected error");
    return reply.code(500).send({ code: "INTERNAL_SERVER_ERROR", message: "Internal error", requestId: request.id });
  });
  app.get("/health", async () => ({ status: "up" }));
  app.get("/ready", async (request, reply) => {
    try {
      await checkDatabase();
      return { status: "ready" };
    } catch (error) {
      request.log.warn({ err: error }, "the database cannot be reached");
      return reply.code(503).send({ status: "unavailable", problem: "the database cannot be reached" });
    }
  });
  app.route({
    url: "/graphql",
    method: ["GET", "POST"],
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => createContext(request, goneSignal(reply)),
    }),
  });
  return app;
}

/** Aborts when the client goes away before it has its answer. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once("close", () => controller.abort());
  return controller.signal;
}
