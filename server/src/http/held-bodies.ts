import type { FastifyInstance, FastifyRequest } from "fastify";
import { BusyError, type ErrorTable } from "../errors/request-error.js";
import { clientOf } from "./rate-limit.js";

/** Bytes of bodies under way for which there is room, however small one of them may be. */
const LEAST_ROOM = 64 * 2 ** 20;
/** As many of the largest bodies are under way at once, half of them of any one client. */
const LARGEST_AT_ONCE = 6;
/** Seconds after which whoever found no room may send again. */
const RETRY_AFTER_S = 5;

/** Counts bytes of a request's body that are about to be held. Where there is no room for them, gives the error to answer with. */
export type HoldBody = (request: FastifyRequest, bytes: number) => BusyError | undefined;

/**
 * Bounds what the bodies of all requests under way take, from their first byte until the answer is sent: what is read of them takes two or
 * three times as much memory. One client has half of the room at most.
 * @param largest bytes of the largest body that any route takes
 */
export function holdBodies(app: FastifyInstance, largest: number, errors: Pick<ErrorTable, "TOO_BUSY">): HoldBody {
  const room = Math.max(LEAST_ROOM, LARGEST_AT_ONCE * largest);
  const ofClients = new Map<string, number>();
  let ofAll = 0;
  const add = (client: string, bytes: number): void => {
    const theirs = (ofClients.get(client) ?? 0) + bytes;
    if (theirs > 0) ofClients.set(client, theirs);
    else ofClients.delete(client);
    ofAll += bytes;
  };
  const release = (request: FastifyRequest): void => {
    if (!request.heldBody) return;
    const { client, bytes, onGone } = request.heldBody;
    request.heldBody = undefined;
    request.socket.off("close", onGone);
    add(client, -bytes);
  };

  app.decorateRequest("heldBody");
  app.addHook("onResponse", async (request) => release(request));
  return (request, bytes) => {
    const held = request.heldBody;
    const client = held?.client ?? clientOf(request);
    if (ofAll + bytes > room || (ofClients.get(client) ?? 0) + bytes > room / 2) {
      // Nothing of it is read any more.
      release(request);
      const { status, mend } = errors.TOO_BUSY;
      const message = `Expected bodies of ${room / 2} bytes at most under way at once of one client, and of ${room} of all; got more.`;
      return new BusyError("TOO_BUSY", { status, message, mend }, RETRY_AFTER_S);
    }
    // Nothing is sent to whoever has gone away, so that no answer tells of it.
    const onGone = held?.onGone ?? ((): void => release(request));
    if (!held) request.socket.once("close", onGone);
    request.heldBody = { client, bytes: (held?.bytes ?? 0) + bytes, onGone };
    add(client, bytes);
    return undefined;
  };
}
