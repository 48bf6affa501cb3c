import { addVary, type ReadyAnswers } from "@segpol/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { clientNameOf } from "../operations/operation-signature.js";
import type { AnswerSettings } from "../config/config.js";
import { AnswerCache } from "./answer-cache.js";
import { answerKey, asksAnew } from "./answer-key.js";
import { AnswerRecorder } from "./answer-recorder.js";
import { Days } from "./end-of-day.js";
import { KeptAnswer } from "./kept-answer.js";
import { KeptUsage, type KeptUsageOptions } from "./kept-usage.js";
import { sendKept, sharedHeaders } from "./send-kept.js";
import { StampReader } from "./stamp-reader.js";
import { StampWatch } from "./stamp-watch.js";
import { waitWithin } from "./wait-within.js";

/** Milliseconds for which a request waits for an equal one, which may itself wait for its turn behind others of its own client. */
const MAX_WAIT_MS = 1_000;

export interface AnswersOptions extends KeptUsageOptions, AnswerSettings {
  readonly databaseUrl: string;
  /** Of the graph, for what arrives now. */
  readonly version: () => number;
  readonly logger: Logger;
}

/** Answers that are given again while they are true, and requests whose answers are being made. */
export interface Answers extends ReadyAnswers {
  stop(): Promise<void>;
}

export function createAnswers({ databaseUrl, cacheBytes, version, logger, ...usage }: AnswersOptions): Answers {
  const reader: StampReader = new StampReader(databaseUrl, () => watch.changed());
  const watch: StampWatch = new StampWatch({
    read: () => reader.read(),
    onChange: (changed) => cache.sweep(changed),
    logger,
  });
  const cache = new AnswerCache(cacheBytes, watch.board);
  const counts = new KeptUsage(usage);
  const days = new Days();
  const making = new Map<string, AnswerRecorder>();
  let current = 0;

  async function answer(request: FastifyRequest, reply: FastifyReply, key: string): Promise<boolean> {
    const kept = cache.find(key);
    if (!kept) return false;
    kept.count(clientNameOf(request.headers));
    request.operation.name = kept.operationName;
    request.operation.isKept = true;
    await sendKept(request, reply, kept);
    return true;
  }

  function begin(request: FastifyRequest, reply: FastifyReply, key: string): void {
    const { number } = watch.board;
    if (number === undefined) return;
    const recorder = new AnswerRecorder(key, current, number);
    request.recorder = recorder;
    if (!making.has(key)) {
      making.set(key, recorder);
      void recorder.settled.then(() => making.delete(key));
    }
    reply.raw.once("close", () => recorder.settle());
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
      const before = making.get(key);
      if (before) {
        const start = performance.now();
        await waitWithin(before.settled, MAX_WAIT_MS);
        request.waitedMs = performance.now() - start;
        // Once is enough: what is not kept then is made for each.
        if ((await watch.confirm()) && (await answer(request, reply, key))) return true;
      }
      begin(request, reply, key);
      return false;
    },
    async take(request, reply, text) {
      const { recorder } = request;
      const kept = recorder && keep(request, reply, recorder, text);
      recorder?.settle();
      if (kept) await sendKept(request, reply, kept);
      return kept !== undefined;
    },
    async stop() {
      counts.stop();
      await watch.settled();
      await reader.stop();
    },
  };

  function keep(
    request: FastifyRequest,
    reply: FastifyReply,
    { key, since, from, dependencies, ran, version: madeBy }: AnswerRecorder,
    text: string,
  ): KeptAnswer | undefined {
    if (reply.statusCode !== 200 || !ran || dependencies.isRefused || madeBy !== version()) return undefined;
    addVary(reply, "Accept-Encoding");
    const { stamps, until } = dependencies;
    const kept = new KeptAnswer({
      text,
      headers: [
        ...sharedHeaders(reply).filter(([name]) => name !== "cache-control"),
        ["cache-control", `${request.headers.authorization === undefined ? "public" : "private"}, no-cache`],
      ],
      madeFrom: { stamps, since, from, until: Math.min(until, days.endOf(from)) },
      operationName: request.operation.name,
      count: counts.counter(ran),
    });
    return cache.keep(key, kept) ? kept : undefined;
  }
}
