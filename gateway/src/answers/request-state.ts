import type { FastifyInstance } from "fastify";
import type { AnswerRecorder } from "./answer-recorder.js";

declare module "fastify" {
  interface FastifyRequest {
    /** What is learnt of the answer while it is made; undefined: it is not to be kept. */
    recorder: AnswerRecorder | undefined;
  }
}

export function decorateWithRecorder(app: FastifyInstance): void {
  app.decorateRequest("recorder");
}
