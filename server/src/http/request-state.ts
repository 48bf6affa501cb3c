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
    operation: RunningOperation;
    /** How large its body may be; undefined: as large as any. */
    bodyBytes: number | undefined;
  }
}

/** Gives every request of the server its own state. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest("identity");
  app.decorateRequest("identityError");
  app.decorateRequest("operation");
  app.decorateRequest("bodyBytes");
  app.addHook("onRequest", async (request) => {
    request.operation = { name: null, deadline: undefined, budget: undefined, leavePlace: undefined };
  });
}

/** The time of the operation that a request runs. */
export function deadlineOf({ operation: { deadline } }: FastifyRequest): Deadline {
  if (!deadline) throw new Error("Expected an operation that has begun; got a request that runs none.");
  return deadline;
}
