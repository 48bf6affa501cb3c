import { addVary } from "@segpol/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AnswerRecorder, RanOperation } from "./answer-recorder.js";
import type { Days } from "./end-of-day.js";
import { KeptAnswer } from "./kept-answer.js";
import type { KeptUsage } from "./kept-usage.js";
import { sharedHeaders } from "./send-coded.js";
import type { SharedAnswer } from "./shared-answer.js";

/** An answer that a request has just been given. */
export interface MadeAnswer {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly recorder: AnswerRecorder;
  readonly text: string;
  /** Of the graph now. */
  readonly version: number;
}

/** What is kept of it; undefined: it is not to be kept. */
export function keptAnswerOf(made: MadeAnswer, counts: KeptUsage, days: Days): KeptAnswer | undefined {
  const { request, reply, text, recorder } = made;
  const { since, from, dependencies } = recorder;
  const ran = ranFor(made);
  if (!ran || dependencies.asksOwner) return undefined;
  addVary(reply, "Accept-Encoding");
  const { stamps, until } = dependencies;
  return new KeptAnswer({
    body: Buffer.from(text),
    headers: [
      ...sharedHeaders(reply).filter(([name]) => name !== "cache-control"),
      ["cache-control", `${request.headers.authorization === undefined ? "public" : "private"}, no-cache`],
    ],
    madeFrom: { stamps, since, from, until: Math.min(until, days.endOf(from)) },
    operationName: request.operation.name,
    count: counts.counter(ran),
  });
}

/** What those may have of it who wait for it though it is not kept; undefined: nothing, or nobody waits. */
export function sharedAnswerOf(made: MadeAnswer, counts: KeptUsage): SharedAnswer | undefined {
  const { request, reply, recorder, text } = made;
  const ran = ranFor(made);
  if (!ran || !recorder.dependencies.asksOwner || !recorder.isAwaited) return undefined;
  return { text, headers: sharedHeaders(reply), operationName: request.operation.name, count: counts.counter(ran) };
}

/** What has run, if its answer is good for others too. */
function ranFor({ reply, recorder, version }: MadeAnswer): RanOperation | undefined {
  const isForOthers = reply.statusCode === 200 && recorder.version === version && !recorder.dependencies.isRefused;
  return isForOthers ? recorder.ran : undefined;
}
