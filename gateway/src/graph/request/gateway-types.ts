import type { ApolloServerOptions } from "@apollo/server";
import type { RequestContext } from "./request-context.js";

/** What answers operations for Apollo Server. */
export type Gateway = NonNullable<ApolloServerOptions<RequestContext>["gateway"]>;
export type Executor = NonNullable<Awaited<ReturnType<Gateway["load"]>>["executor"]>;
export type ExecutorRequest = Parameters<Executor>[0];
export type ExecutorResult = Awaited<ReturnType<Executor>>;
