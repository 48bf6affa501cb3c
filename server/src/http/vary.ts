import type { FastifyReply } from "fastify";
import vary from "vary";

/** Says that the answer depends on these headers of the request too. */
export function addVary(reply: FastifyReply, ...headers: readonly string[]): void {
  const others = [reply.getHeader("vary") ?? []].flat().join(", ");
  void reply.header("vary", vary.append(others, [...headers]));
}
