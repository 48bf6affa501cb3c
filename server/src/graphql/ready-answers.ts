import type { FastifyReply, FastifyRequest } from "fastify";
import type { ErrorTable } from "../errors/request-error.js";
import type { EarlyAnswer } from "../http/early-answers.js";
import type { HttpServer } from "../http/http-server.js";
import { readWhole } from "../http/whole-body.js";

/** Answers of a graph that need not be run. */
export interface ReadyAnswers {
  /**
   * Looks for an answer by the request's own bytes: its token holds, it is counted, and no page of another site can have made it in secret.
   * True: it is sent, by `reply.raw`.
   */
  find(request: FastifyRequest, reply: FastifyReply, body: Buffer): boolean | Promise<boolean>;
  /** Is given every answer that was run after all. True: it is sent. */
  take(request: FastifyRequest, reply: FastifyReply, answer: string): Promise<boolean>;
  /** Whether others wait for its answer, so that it is made though its own client has gone. */
  isAwaited(request: FastifyRequest): boolean;
  /** Is told of every request that was run, when its answer is there or it is known that there is none. */
  end(request: FastifyRequest): void;
}

/** Bytes of a body for which an answer is looked up. */
const MAX_BODY = 64 * 1_024;
const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;
const NO_BODY = Buffer.alloc(0);

/** What comes before: the token, the count of the client's requests, and what CSRF prevention asks for. */
export function answerFromReady(
  { authenticate, limitRate, holdBody }: Pick<HttpServer, "authenticate" | "limitRate" | "holdBody">,
  answers: ReadyAnswers,
  errors: ErrorTable,
): EarlyAnswer {
  return async (request, reply) => {
    if (!isPlain(request)) return false;
    // Who shows no token is anonymous; the headers that say so are among the kept ones.
    if (request.headers.authorization !== undefined) await authenticate(request, reply);
    // What is refused is refused where all is.
    if (request.identityError || !(await isWithinRate(limitRate, request, reply))) return false;
    if (request.method === "GET") return await answers.find(request, reply, NO_BODY);
    const refused = holdBody(request, Number(request.headers["content-length"]));
    if (refused) throw refused;
    request.bodyRead = await readWhole(request.raw, errors);
    return await answers.find(request, reply, request.bodyRead);
  };
}

async function isWithinRate(
  limitRate: HttpServer["limitRate"],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  try {
    await limitRate(request, reply);
    return true;
  } catch {
    // Thrown again to the hook that is there for it.
    return false;
  }
}

/** Whether it is of the form that clients send; what is not is looked at by others, who say what is wrong with it. */
function isPlain({ method, headers }: FastifyRequest): boolean {
  const { "content-type": type, "content-length": length, "content-encoding": coding } = headers;
  const isJson = type !== undefined && JSON_TYPE.test(type);
  if (method === "GET") return length === undefined && (isJson || (type === undefined && isPreflighted(headers)));
  return method === "POST" && isJson && coding === undefined && length !== undefined && Number(length) <= MAX_BODY;
}

/** By what Apollo Server's CSRF prevention goes. */
function isPreflighted(headers: FastifyRequest["headers"]): boolean {
  return Boolean(headers["apollo-require-preflight"]) || Boolean(headers["x-apollo-operation-name"]);
}
