import type { FastifyReply, FastifyRequest } from "fastify";
import { type ErrorTable, refusal, type RequestError } from "../errors/request-error.js";
import { PRIVATE } from "../http/authenticate.js";
import type { HttpServer } from "../http/http-server.js";
import { createDeadline } from "../operations/deadline.js";
import { isGone } from "../http/gone-clients.js";
import { clientOf } from "../http/rate-limit.js";
import { type AnswerLimits, createAnswerBudget } from "../operations/answer-budget.js";
import { answerFromReady, type ReadyAnswers } from "./ready-answers.js";
import type { OperationQueue } from "../operations/operation-queue.js";
import { asOperation } from "../operations/running-operation.js";
import { ownTurn } from "../operations/turns.js";
import { withRequestId } from "./error-format.js";
import { checkQueryText, checkRepeatedFields, type QueryLimits } from "./query-limits.js";

/** Characters of a header that an error shows. */
const MAX_SHOWN = 60;

/** A graph at an address of its own. */
export interface GraphRoute {
  /** Such as /graphql. */
  readonly path: string;
  readonly methods: readonly ("GET" | "POST")[];
  readonly errors: ErrorTable;
  readonly limits: QueryLimits;
  /** Bytes of a body, in place of the server's, by who asks; undefined: as the server's. */
  readonly bodyBytes?: (request: FastifyRequest) => number | undefined;
  /** Milliseconds for an operation, once its request has arrived. */
  readonly operationMs: number;
  /** What an answer may take. */
  readonly answers: AnswerLimits;
  /** In which operations wait for their turn. Default: all run at once. */
  readonly queue?: OperationQueue;
  /** Looks at a request before it is run. `query`: its text, where it has one. */
  readonly prepare?: (request: FastifyRequest, reply: FastifyReply, query: string | undefined) => void;
  /** Answers that need not be run. Default: none. */
  readonly ready?: ReadyAnswers | undefined;
  /** Runs the operation; `request.operation.deadline` has begun. */
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

/**
 * Serves a graph: verifies the token before anything else is read, counts the client's requests, limits body, query, time and answer,
 * has operations wait for their turn, and marks what was answered to a token as nobody else's.
 */
export function mountGraph(
  server: HttpServer,
  { path, methods, errors, limits, bodyBytes, operationMs, answers, queue, prepare, ready, handle }: GraphRoute,
): void {
  const { app, authenticate, limitRate } = server;
  if (ready) server.early.set(path, answerFromReady(server, ready, errors));
  const late = () =>
    refusal(errors, "OPERATION_TIMEOUT", `Expected an answer within ${operationMs / 1_000} s; it took longer.`);
  app.route({
    url: path,
    method: methods.includes("GET") ? [...methods, "HEAD"] : [...methods],
    exposeHeadRoute: false,
    config: { headAsGet: true },
    onRequest: [authenticate, limitRate],
    preParsing: async (request) => {
      if (request.identityError) throw request.identityError;
      request.bodyBytes = bodyBytes?.(request);
    },
    handler: async (request, reply) => {
      const query = queryOf(request, errors);
      prepare?.(request, reply, query);
      if (query !== undefined) checkQueryText(query, limits, errors);
      const deadline = createDeadline(Math.max(1, operationMs - request.waitedMs), late);
      const { operation } = request;
      operation.deadline = deadline;
      operation.budget = createAnswerBudget(answers, errors, deadline);
      if (isGone(request)) deadline.abandon();
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished && !ready?.isAwaited(request)) deadline.abandon();
      });
      const work = async (leave?: () => void): Promise<unknown> => {
        operation.leavePlace = leave;
        // To parse and validate takes milliseconds, and as many requests as arrive together are heard in one turn.
        await ownTurn();
        deadline.signal.throwIfAborted();
        if (query !== undefined) checkRepeatedFields(query, limits, errors);
        return await asOperation(operation, () => handle(request, reply));
      };
      deadline.signal.throwIfAborted();
      const running = queue ? queue.run(clientOf(request), deadline.signal, work) : work();
      const answer = await deadline.keep(running).catch((error: unknown) => {
        ready?.end(request);
        throw error;
      });
      if (typeof answer === "string" && (await ready?.take(request, reply, answer))) return reply;
      ready?.end(request);
      if (request.headers.authorization !== undefined) void reply.header("cache-control", PRIVATE);
      if (reply.statusCode === 406) throw notAcceptable(request, errors);
      return reply.statusCode < 400 ? answer : withRequestId(answer, request.id, errors.BAD_REQUEST.mend);
    },
  });
}

function notAcceptable({ headers: { accept = "" } }: FastifyRequest, errors: ErrorTable): RequestError {
  const expected = `Expected a header accept that takes JSON; got ${JSON.stringify(accept.slice(0, MAX_SHOWN))}.`;
  return refusal(errors, "NOT_ACCEPTABLE", expected);
}

/** @throws RequestError BAD_REQUEST for a batch */
function queryOf({ method, body, query }: FastifyRequest, errors: ErrorTable): string | undefined {
  const holder: unknown = method === "POST" ? body : query;
  if (Array.isArray(holder)) {
    throw refusal(errors, "BAD_REQUEST", `Expected one operation; got a batch of ${holder.length}: batching disabled.`);
  }
  const text: unknown = typeof holder === "object" && holder !== null && "query" in holder ? holder.query : undefined;
  return typeof text === "string" ? text : undefined;
}
