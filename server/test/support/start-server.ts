import { Writable } from "node:stream";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { buildSchema } from "graphql";
import { pino } from "pino";
import { type ErrorTable, INTERNAL } from "../../src/errors/request-error.js";
import { startApolloServer } from "../../src/graphql/apollo-server.js";
import { type GraphRoute, mountGraph } from "../../src/graphql/graph-route.js";
import { createHttpServer, type HttpServer, type HttpServerOptions } from "../../src/http/http-server.js";
import { deadlineOf } from "../../src/http/request-state.js";
import { guardExecution } from "../../src/operations/guard-execution.js";

const entry = (status: number) => ({ status, message: "It cannot be.", mend: "Ask otherwise." });

export const ERRORS: ErrorTable = {
  BAD_REQUEST: entry(400),
  BODY_TOO_LARGE: entry(413),
  UNSUPPORTED_MEDIA_TYPE: entry(415),
  NOT_ACCEPTABLE: entry(406),
  METHOD_NOT_ALLOWED: entry(405),
  NOT_FOUND: entry(404),
  QUERY_TOO_DEEP: entry(400),
  QUERY_TOO_LARGE: entry(400),
  TOO_MANY_ALIASES: entry(400),
  TOO_MANY_REQUESTS: entry(429),
  OPERATION_TIMEOUT: entry(504),
  ANSWER_TOO_LARGE: entry(400),
  TOO_BUSY: entry(503),
  SHUTTING_DOWN: entry(503),
  [INTERNAL]: { ...entry(500), message: "Something went wrong." },
};

interface Context {
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly ended: string[];
}

const ROOT = {
  hello: () => "world",
  fails: () => {
    throw new Error("the password is 1234");
  },
  hangs: (_args: unknown, { signal, ended }: Context) =>
    new Promise<string>((resolve) => {
      signal.addEventListener("abort", () => {
        ended.push("hangs");
        resolve("ended");
      });
    }),
  breaks: (_args: unknown, { signal }: Context) =>
    new Promise<string>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("canceling statement due to user request")));
    }),
  items: ({ count }: { readonly count: number }) =>
    Array.from({ length: count }, (_, index) => ({ name: `n${index}` })),
  texts: ({ count }: { readonly count: number }) => Array.from({ length: count }, () => "x".repeat(100)),
  blob: ({ length }: { readonly length: number }) => ({ content: ["y".repeat(length)] }),
};

const SDL = /* GraphQL */ `
  scalar Any
  type Query {
    hello: String
    fails: String
    hangs: String
    breaks: String
    items(count: Int!): [Item!]!
    texts(count: Int!): [String!]!
    blob(length: Int!): Any
    sorted(by: [Order!]): String
  }
  enum Order {
    UP
    DOWN
  }
  type Item {
    name: String!
  }
`;

export interface RunningServer extends HttpServer {
  readonly url: string;
  readonly lines: readonly Record<string, unknown>[];
  /** The fields whose work ended before they had an answer. */
  readonly ended: readonly string[];
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

/** A server with a small graph at /graphql, listening on a free port. */
export async function startServer(
  options: Partial<HttpServerOptions> & Partial<Pick<GraphRoute, "operationMs" | "answers" | "queue" | "handle">> = {},
): Promise<RunningServer> {
  const lines: Record<string, unknown>[] = [];
  const ended: string[] = [];
  const sink = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(line.toString("utf8")) as Record<string, unknown>);
      done();
    },
  });
  const logger = pino({ level: "debug" }, sink);
  const limits = { depth: 5, tokens: 50, aliases: 2 };
  const server = await createHttpServer({
    logger,
    errors: ERRORS,
    maxBodyBytes: 1_000,
    rate: { perMinute: 0 },
    verifier: undefined,
    checkReady: () => Promise.resolve(),
    ...options,
  });
  const schema = buildSchema(SDL);
  guardExecution(schema);
  const apollo = await startApolloServer<Context>({
    source: { schema },
    rootValue: () => ROOT,
    logger,
    limits,
    errors: ERRORS,
    errorRules: { internalMessage: ERRORS[INTERNAL].message },
  });
  const handle = fastifyApolloHandler(apollo, {
    context: async (request) => ({ requestId: request.id, signal: deadlineOf(request).signal, ended }),
  });
  mountGraph(server, {
    path: "/graphql",
    methods: ["GET", "POST"],
    errors: ERRORS,
    limits,
    operationMs: options.operationMs ?? 10_000,
    answers: options.answers ?? { objects: 100, bytes: 2_000 },
    ...(options.queue && { queue: options.queue }),
    handle: options.handle ?? (async (request, reply) => handle.call(server.app, request, reply)),
  });
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  const url = `${server.address()}/graphql`;
  return {
    ...server,
    url,
    lines,
    ended,
    post: (body, headers = {}) =>
      fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body }),
    async stop() {
      await server.drain();
      await apollo.stop();
    },
  };
}
