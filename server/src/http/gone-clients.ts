import type { FastifyReply, FastifyRequest } from "fastify";

/** Whether nobody would read an answer: its connection has ended, or been reset, which only its address tells at first. */
export function isGone({ socket }: FastifyRequest): boolean {
  return socket.destroyed || socket.remoteAddress === undefined;
}

/** Does nothing more for a request whose client has gone away; says whether it has. */
export function leaveIfGone(request: FastifyRequest, reply: FastifyReply): boolean {
  if (!isGone(request)) return false;
  reply.hijack();
  return true;
}
