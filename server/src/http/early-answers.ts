import type { FastifyReply, FastifyRequest } from "fastify";
import { leaveIfGone } from "./gone-clients.js";

/** Answers a request, by `reply.raw`, before the server's own hooks run for it; false: it has not. */
export type EarlyAnswer = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/** Gives a request to what may answer it early. */
export async function answerEarly(
  early: ReadonlyMap<string, EarlyAnswer>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { url } = request;
  const end = url.indexOf("?");
  const answer = early.get(end === -1 ? url : url.slice(0, end));
  if (!answer || (await answer(request, reply))) return;
  leaveIfGone(request, reply);
}
