import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { execute, type GraphQLSchema } from "graphql";
import { HUB_ERRORS, HubError } from "../errors.js";
import type { RunningOperation } from "./http-server.js";

type Gateway = NonNullable<ApolloServerOptions<BaseContext>["gateway"]>;
type Execute = Awaited<ReturnType<Gateway["load"]>>["executor"];

/** From here on an operation has so many milliseconds; a client that goes away before ends it too. */
export function beginDeadline(request: FastifyRequest, reply: FastifyReply, timeoutMs: number): void {
  const { operation } = request;
  const controller = new AbortController();
  operation.signal = controller.signal;
  const timer = setTimeout(() => controller.abort(tooLong(timeoutMs)), timeoutMs);
  reply.raw.once("close", () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) controller.abort(tooLong(timeoutMs));
  });
}

/** Answers no later than the operation's deadline, whatever goes on behind it. */
export function withDeadline(gateway: Gateway): Gateway {
  return {
    onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options);
      return { executor: executor && beforeDeadline(executor) };
    },
  };
}

/** A schema, executed as a gateway's graph is. */
export function schemaGateway(schema: GraphQLSchema): Gateway {
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
    load: () =>
      Promise.resolve({
        executor: async ({ document, request, context, operationName }) =>
          await execute({
            schema,
            document,
            contextValue: context,
            variableValues: request.variables,
            operationName,
          }),
      }),
  };
}

function beforeDeadline(executor: NonNullable<Execute>): NonNullable<Execute> {
  return async (asked) => {
    const signal = signalOf(asked.context);
    if (!signal) return await executor(asked);
    const { promise, reject } = Promise.withResolvers<never>();
    const end = (): void => reject(signal.reason);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
    try {
      return await Promise.race([executor(asked), promise]);
    } finally {
      signal.removeEventListener("abort", end);
    }
  };
}

function signalOf(context: { readonly operation?: RunningOperation }): AbortSignal | undefined {
  return context.operation?.signal;
}

function tooLong(timeoutMs: number): HubError {
  return new HubError(
    "OPERATION_TIMEOUT",
    `Expected an answer within ${timeoutMs / 1_000} s; it took longer. ${HUB_ERRORS.OPERATION_TIMEOUT.mend}`,
    { http: { status: HUB_ERRORS.OPERATION_TIMEOUT.status } },
  );
}
