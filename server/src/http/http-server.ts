import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import fastifyCors from "@fastify/cors";
import fastifyHelmet from "@fastify/helmet";
import type { TokenVerifier } from "@segpol/identity";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import type { Logger } from "pino";
import { type ErrorTable, refusal } from "../errors/request-error.js";
import { type Authenticate, createAuthenticate } from "./authenticate.js";
import { answerErrors, refuseAddress, refuseConnection } from "./error-answers.js";
import { trustedProxy } from "./client-address.js";
import { type EarlyAnswer, answerEarly } from "./early-answers.js";
import { leaveIfGone } from "./gone-clients.js";
import { senderOf } from "./client-address.js";
import { type HoldBody, holdBodies } from "./held-bodies.js";
import { checkJsonHeaders, parseJsonBody, readJsonBody } from "./json-body.js";
import { type LimitRate, type RateLimit, registerRateLimit } from "./rate-limit.js";
import { Readiness } from "./readiness.js";
import { REQUEST_ID_HEADER, requestIdOf } from "./request-id.js";
import { decorateRequests } from "./request-state.js";

/** Headers that pages of other origins may read. */
const EXPOSED_HEADERS = [
  REQUEST_ID_HEADER,
  "memento-datetime",
  "link",
  "retry-after",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "etag",
];

/** Milliseconds for a request to arrive, body included. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Between looks for requests that have not arrived in that time. */
const LATE_CHECK_MS = 1_000;
/** Milliseconds that requests under way have to end when the server stops. */
const DRAIN_MS = 2_000;

/** What the HTTP server needs of the rest. */
export interface HttpServerOptions {
  readonly logger: Logger;
  /** What is answered to requests that are not taken. */
  readonly errors: ErrorTable;
  /** Bytes of a request's body, where a route says nothing else. */
  readonly maxBodyBytes: number;
  /** Bytes of the largest body that any route takes. Default: `maxBodyBytes`. */
  readonly largestBodyBytes?: number;
  /** Milliseconds in which a request has to arrive whole. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** Proxies before the server whose x-forwarded-for is believed: addresses and networks. Default: none. */
  readonly trustedProxies?: string | readonly string[] | undefined;
  /** Web origins that browsers may call from; "*": all. Default: none. */
  readonly corsOrigins?: readonly string[];
  readonly rate: RateLimit;
  /** Undefined: tokens are ignored. */
  readonly verifier: TokenVerifier | undefined;
  /** Rejects while the server cannot answer. Asked every second, from before the server listens. */
  readonly checkReady: () => Promise<unknown>;
  /** What /ready says beside that the server is ready; undefined: nothing. Default: nothing. */
  readonly readyNote?: () => Readonly<Record<string, unknown>> | undefined;
}

/** An HTTP server, not yet listening, to which `mountGraph` and others add routes. */
export interface HttpServer {
  readonly app: FastifyInstance;
  /** For routes that want to know who asks. */
  readonly authenticate: Authenticate;
  readonly holdBody: HoldBody;
  /** For routes that are to be counted. @throws RequestError TOO_MANY_REQUESTS */
  readonly limitRate: LimitRate;
  /** What may answer requests of a path before anything of them is parsed. */
  readonly early: Map<string, EarlyAnswer>;
  /** http://127.0.0.1:4000, once it listens. */
  address(): string;
  /** Refuses new requests from here on; those under way end. */
  beginStopping(): void;
  /** Waits for requests under way, for two seconds at most, and closes. */
  drain(): Promise<void>;
}

/** The HTTP server without its graphs: request ids, the log of requests, errors, who asks, how often, /health and /ready. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { logger, errors, maxBodyBytes, trustedProxies = [], corsOrigins = [], rate, verifier } = options;
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS, largestBodyBytes = maxBodyBytes } = options;
  let stopping = false;
  const loggerInstance: FastifyBaseLogger = logger;
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: maxBodyBytes,
    trustProxy: trustedProxy(trustedProxies) ?? false,
    clientErrorHandler: refuseConnection(errors),
    frameworkErrors: refuseAddress(errors),
    requestTimeout: requestTimeoutMs,
    // Node looks for requests that are late every half minute otherwise, and gives their headers a minute.
    http: {
      headersTimeout: requestTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(LATE_CHECK_MS, requestTimeoutMs),
    },
    return503OnClosing: false,
    forceCloseConnections: "idle",
  });
  decorateRequests(app);
  const holdBody = holdBodies(app, largestBodyBytes, errors);
  const early = new Map<string, EarlyAnswer>();
  app.addHook("onRequest", async (request, reply) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
    if (leaveIfGone(request, reply)) return request.log.info("client went away");
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) request.log.info("client went away");
    });
    request.sender = senderOf(request);
    if (!stopping) return await answerEarly(early, request, reply);
    void reply.header("connection", "close");
    throw refusal(errors, "SHUTTING_DOWN");
  });
  app.addHook("onResponse", async (request, { statusCode, elapsedTime }) =>
    logRequest(request, statusCode, elapsedTime),
  );

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
  const limitRate = await registerRateLimit(app, rate, errors);
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("application/json", async (request: FastifyRequest, payload: IncomingMessage) => {
    checkJsonHeaders(request.headers, errors);
    if (request.bodyRead) return parseJsonBody(request.bodyRead, errors);
    const hold = (bytes: number) => holdBody(request, bytes);
    return readJsonBody(payload, request.bodyBytes ?? maxBodyBytes, errors, hold);
  });
  answerErrors(app, errors);
  addHealth(app, options);

  return {
    app,
    authenticate: createAuthenticate(verifier),
    limitRate,
    holdBody,
    early,
    address: () => addressOf(app),
    beginStopping() {
      stopping = true;
    },
    async drain() {
      const force = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      try {
        await app.close();
      } finally {
        clearTimeout(force);
      }
    },
  };
}

/** Without what stands after the question mark, which may be variables. */
function logRequest(request: FastifyRequest, status: number, elapsedMs: number): void {
  const { log, method, url, operation, isHead } = request;
  const line = {
    method: isHead ? "HEAD" : method,
    path: url.split("?", 1)[0],
    status,
    durationMs: Math.round(elapsedMs * 10) / 10,
    ...(operation.name !== null && { operationName: operation.name }),
    ...(operation.isKept && { kept: true }),
  };
  log.info(line, "request");
}

function addHealth(
  app: FastifyInstance,
  { checkReady, readyNote, logger }: Pick<HttpServerOptions, "checkReady" | "readyNote" | "logger">,
): void {
  const readiness = new Readiness(checkReady, logger);
  readiness.follow(app);
  app.get("/health", async () => ({ status: "ok" }));
  app.get("/ready", async (_request, reply) =>
    readiness.isReady ? { status: "ready", ...readyNote?.() } : reply.code(503).send({ status: "not ready" }),
  );
}

function addressOf(app: FastifyInstance): string {
  const address: AddressInfo | string | null = app.server.address();
  if (address === null || typeof address === "string") throw new Error("Expected the server to listen on a port.");
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
}
