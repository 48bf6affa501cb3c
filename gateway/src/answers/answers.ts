import type { ReadyAnswers } from "@segpol/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { clientNameOf } from "../operations/operation-signature.js";
import type { AnswerSettings } from "../config/config.js";
import { AnswerCache } from "./answer-cache.js";
import { answerKey, asksAnew, readerOf } from "./answer-key.js";
import { AnswerRecorder } from "./answer-recorder.js";
import { Days } from "./end-of-day.js";
import { EqualRequests } from "./equal-requests.js";
import type { KeptAnswer } from "./kept-answer.js";
import { KeptUsage, type KeptUsageOptions } from "./kept-usage.js";
import { keptAnswerOf, sharedAnswerOf } from "./made-answer.js";
import { sendCoded } from "./send-coded.js";
import { sendShared } from "./shared-answer.js";
import type { Stamps } from "./stamps.js";

export interface AnswersOptions extends KeptUsageOptions, AnswerSettings {
  readonly stamps: Stamps;
  /** Of the graph, for what arrives now. */
  readonly version: () => number;
}

/** Answers that are given again while they are true, and requests whose answers are being made. */
export interface Answers extends ReadyAnswers {
  stop(): void;
}

export function createAnswers({ stamps, cacheBytes, version, ...usage }: AnswersOptions): Answers {
  const { watch } = stamps;
  const cache = new AnswerCache(cacheBytes, watch.board);
  const leave = stamps.follow((changed) => cache.sweep(changed));
  const counts = new KeptUsage(usage);
  const days = new Days();
  const making = new EqualRequests();
  let current = 0;

  async function answer(request: FastifyRequest, reply: FastifyReply, key: string): Promise<boolean> {
    const kept = cache.find(key);
    if (!kept) return false;
    note(request, kept);
    await sendCoded(request, reply, kept);
    return true;
  }

  /** Waits for an equal request that came before, and gives its answer. */
  async function answerAs(
    before: AnswerRecorder,
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
  ): Promise<boolean> {
    const start = performance.now();
    const shared = await before.wait(readerOf(request), reply);
    request.waitedMs = performance.now() - start;
    // Once is enough: what is not kept then is made for each.
    if (!shared) return (await watch.confirm()) && (await answer(request, reply, key));
    note(request, shared);
    sendShared(reply, shared);
    return true;
  }

  function begin(request: FastifyRequest, reply: FastifyReply, key: string): void {
    const { number } = watch.board;
    if (number === undefined) return;
    const recorder = new AnswerRecorder({ key, reader: readerOf(request), version: current, since: number });
    request.recorder = recorder;
    making.add(recorder);
    reply.raw.once("close", () => {
      // What runs goes on for those who wait, and is over when it ends.
      if (!request.operation.deadline || !recorder.isAwaited) recorder.end();
    });
  }

  return {
    async find(request, reply, body) {
      if (asksAnew(request)) return false;
      if (version() !== current) {
        current = version();
        cache.clear();
      }
      const key = answerKey(request, current, body);
      if (key === undefined) return false;
      const isConfirmed = watch.isConfirmed() || (await watch.confirm());
      if (isConfirmed && (await answer(request, reply, key))) return true;
      // Nothing is waited for between the look for another and the own beginning.
      const before = making.find(key, readerOf(request));
      if (before && (await answerAs(before, request, reply, key))) return true;
      begin(request, reply, key);
      return false;
    },
    async take(request, reply, text) {
      const { recorder } = request;
      if (!recorder) return false;
      const made = { request, reply, recorder, text, version: version() };
      const answer = keptAnswerOf(made, counts, days);
      const kept = answer && cache.keep(recorder.key, answer) ? answer : undefined;
      recorder.end(sharedAnswerOf(made, counts));
      if (kept) await sendCoded(request, reply, kept);
      return kept !== undefined;
    },
    isAwaited: ({ recorder }) => recorder?.isAwaited ?? false,
    end: ({ recorder }) => recorder?.end(),
    stop() {
      leave();
      counts.stop();
    },
  };
}

/** The request's own name and client, in the log and in the record of operations. */
function note(request: FastifyRequest, { count, operationName }: Pick<KeptAnswer, "count" | "operationName">): void {
  count(clientNameOf(request.headers));
  request.operation.name = operationName;
  request.operation.isKept = true;
}
