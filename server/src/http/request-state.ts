import type { Identity, IdentityError } from "@segpol/identity";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RunningOperation } from "../operations/running-operation.js";
import type { Deadline } from "../operations/deadline.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, as a verified token says; undefined: anonymous. Settled by `authenticate`. */
    identity: Identity | undefined;
    /** Why the request's token does not hold: it is answered with this, once the client's requests are counted. */
    identityError: IdentityError | undefined;
    /** The look at its token, when it has begun. */
    authenticated: Promise<void> | undefined;
    /** Its place in the client's count, when it has one. */
    counted: Promise<void> | undefined;
    /** The address that it came from, which the request itself tells only while its connection is there; of IPv6 the network. */
    sender: string;
    operation: RunningOperation;
    /** Its body, where that has been read before it is parsed. */
    bodyRead: Buffer | undefined;
    /** Milliseconds for which it has waited for another's answer. */
    waitedMs: number;
    /** Whether it came as HEAD, and is answered as GET is. */
    isHead: boolean;
    /** How large its body may be; undefined: as large as any. */
    bodyBytes: number | undefined;
    /** What of its body is held, for whom that is counted, and what ends it with the connection; undefined: nothing. */
    heldBody: { readonly client: string; readonly bytes: number; readonly onGone: () => void } | undefined;
  }
  interface FastifyContextConfig {
    /** Whether HEAD is answered as GET is, by all that looks at the method; Node sends the head alone. */
    headAsGet?: boolean;
  }
}

/** Gives every request of the server its own state. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest("identity");
  app.decorateRequest("identityError");
  app.decorateRequest("authenticated");
  app.decorateRequest("counted");
  app.decorateRequest("sender", "");
  app.decorateRequest("operation");
  app.decorateRequest("bodyRead");
  app.decorateRequest("waitedMs", 0);
  app.decorateRequest("isHead", false);
  app.decorateRequest("bodyBytes");
  app.addHook("onRequest", (request, _reply, done) => {
    request.operation = { name: null, isKept: false, deadline: undefined, budget: undefined, leavePlace: undefined };
    request.isHead = request.method === "HEAD";
    if (request.isHead && request.routeOptions.config.headAsGet === true) request.raw.method = "GET";
    done();
  });
}

/** The time of the operation that a request runs. */
export function deadlineOf({ operation: { deadline } }: FastifyRequest): Deadline {
  if (!deadline) throw new Error("Expected an operation that has begun; got a request that runs none.");
  return deadline;
}
