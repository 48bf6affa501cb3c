import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import fastifyCors from "@fastify/cors";
import fastifyHelmet from "@fastify/helmet";
import fastify, {
  type ConnectionError,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import type { Logger } from "pino";
import { HUB_ERRORS, HubError, type HubErrorCode } from "../errors.js";
import type { GuardSettings } from "./guard-settings.js";
import { readJsonBody } from "./json-body.js";
import { clientNameOf } from "../operations/operation-shape.js";
import { type Identify, registerRateLimit } from "./rate-limit.js";

declare module "fastify" {
  interface FastifyRequest {
    /** The GraphQL operation that the request runs. */
    operation: RunningOperation;
  }
}

export interface RunningOperation {
  /** Known once the query is parsed; for the log. */
  name: string | null;
  /** What the client calls itself. */
  readonly client: string;
  /** Aborted when it is given up; undefined: it has not begun. */
  signal: AbortSignal | undefined;
}

/** What other request ids look like; anything else gets an id of the hub's own. */
const REQUEST_ID = /^[\w.:-]{1,64}$/;

/** Headers that pages of other origins may read. */
const EXPOSED_HEADERS = [
  "x-request-id",
  "memento-datetime",
  "link",
  "retry-after",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
];

const UNREADABLE_ADDRESS =
  "Expected an address in which every percent sign begins an escape of UTF-8, such as %20; got one that cannot be read. Write a percent sign as %25.";

/** Milliseconds for a request to arrive, body included. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface HttpServerOptions {
  readonly logger: Logger;
  readonly maxBodyBytes: number;
  readonly corsOrigins: readonly string[];
  readonly guards: Pick<GuardSettings, "rate" | "trustedProxies">;
  /** Who asks, for counting requests. */
  readonly identify: Identify;
  /** Rejects while the hub cannot answer. */
  readonly checkReady: () => Promise<void>;
  /** Pages and other routes beside the graph. */
  readonly routes?: (app: FastifyInstance) => Promise<void>;
}

export interface HttpServer {
  readonly app: FastifyInstance;
  /** For routes that are to be counted. @throws HubError TOO_MANY_REQUESTS */
  readonly limitRate: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Refuses new requests from here on; those under way end. */
  beginStopping(): void;
}

/** The hub's HTTP server without the graph: request ids, the log of requests, errors, health. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { logger, maxBodyBytes, corsOrigins, guards, identify, checkReady, routes } = options;
  let stopping = false;
  const loggerInstance: FastifyBaseLogger = logger;
  const app: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: guards.trustedProxies.length > 0 ? [...guards.trustedProxies] : false,
    clientErrorHandler: refuseConnection,
    frameworkErrors: refuseAddress,
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false,
    forceCloseConnections: "idle",
  });

  app.decorateRequest("operation");
  app.addHook("onRequest", async (request, reply) => {
    request.operation = { name: null, client: clientNameOf(request.headers), signal: undefined };
    void reply.header("x-request-id", request.id);
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) logger.info({ requestId: request.id }, "client went away");
    });
    if (!stopping) return;
    void reply.header("connection", "close");
    throw new HubError("SHUTTING_DOWN");
  });
  // Addresses may carry variables after the question mark.
  app.addHook("onResponse", async (request, reply) => {
    const line = {
      requestId: request.id,
      method: request.method,
      path: request.url.split("?", 1)[0],
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.operation.name !== null && { operationName: request.operation.name }),
    };
    logger.info(line, "request");
  });

  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: false,
  });
  if (corsOrigins.length > 0) {
    await app.register(fastifyCors, {
      origin: corsOrigins.includes("*") ? "*" : [...corsOrigins],
      methods: ["GET", "POST"],
      exposedHeaders: EXPOSED_HEADERS,
      maxAge: 600,
    });
  }
  const limitRate = await registerRateLimit(app, guards.rate, identify);
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser(
    "application/json",
    async (_request: unknown, payload: IncomingMessage) => await readJsonBody(payload, maxBodyBytes),
  );

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = error instanceof HubError ? error : new HubError(codeOf(error));
    if (known.code === "INTERNAL_SERVER_ERROR") logger.error({ requestId: request.id, err: error }, "request failed");
    return reply.code(known.status).type("application/json; charset=utf-8").send(errorBody(known, request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    const error = new HubError("NOT_FOUND", `${HUB_ERRORS.NOT_FOUND.message} ${HUB_ERRORS.NOT_FOUND.mend}`);
    return reply.code(error.status).type("application/json; charset=utf-8").send(errorBody(error, request.id));
  });

  app.get("/health", async () => ({ status: "ok" }));
  app.get("/ready", async (request, reply) => {
    try {
      await checkReady();
      return { status: "ready" };
    } catch (error) {
      logger.warn({ requestId: request.id, err: error }, "not ready");
      return await reply.code(503).send({ status: "not ready" });
    }
  });
  if (routes) await app.register(routes);

  return {
    app,
    limitRate,
    beginStopping() {
      stopping = true;
    },
  };
}

function requestId({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
}

/** What is not HTTP at all gets an id too, and an answer, if there is anybody to read it. */
function refuseConnection(this: FastifyInstance, error: ConnectionError, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const id = randomUUID();
  this.log.info({ requestId: id, code: error.code }, "not a request");
  const isLate = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const status = isLate ? "408 Request Timeout" : "400 Bad Request";
  const body = JSON.stringify(errorBody(new HubError("BAD_REQUEST"), id));
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nX-Request-Id: ${id}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** What no route is looked up for: the routes' own hooks are not run then. */
function refuseAddress(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  request.log.info("not an address");
  const error = new HubError("BAD_REQUEST", UNREADABLE_ADDRESS);
  void reply
    .code(error.status)
    .header("x-request-id", request.id)
    .type("application/json; charset=utf-8")
    .send(errorBody(error, request.id));
}

function codeOf({ statusCode }: FastifyError): HubErrorCode {
  if (statusCode === 413) return "BODY_TOO_LARGE";
  if (statusCode === 415) return "UNSUPPORTED_MEDIA_TYPE";
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
}

function errorBody({ message, code }: HubError, id: string): object {
  return { errors: [{ message, extensions: { code, requestId: id } }] };
}
