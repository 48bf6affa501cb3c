import { Worker } from "node:worker_threads";
import { CompositionError } from "../composition/projection/composition-error.js";
import type { PreparedGraph, PrepareInput } from "./prepare-graph.js";
import type { WorkerAnswer } from "./prepare-worker.js";

/** The built file, also when this one runs from its source. */
const WORKER = new URL("../../dist/planning/prepare-worker.js", import.meta.url);
const MAX_HEAP_MB = 1_536;
/** A thread that has composed before is twice as fast as a new one; kept for so long after, it gives its memory back. */
const IDLE_MS = 30_000;
/** After so many times it is replaced, whatever it may have gathered. */
const MAX_USES = 25;

export interface GraphPreparer {
  /**
   * Prepares a graph in a thread of its own, by the deadline at the latest. One at a time: the next waits.
   * @throws CompositionError
   */
  prepare(input: PrepareInput): Promise<PreparedGraph>;
  stop(): Promise<void>;
}

/** @param timeoutMs milliseconds for one graph */
export function createGraphPreparer(timeoutMs: number): GraphPreparer {
  let kept: Worker | undefined;
  let uses = 0;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function end(): Promise<void> {
    const worker = kept;
    kept = undefined;
    uses = 0;
    clearTimeout(idle);
    await worker?.terminate();
  }

  function begin(): Worker {
    if (kept) return kept;
    const worker = new Worker(WORKER, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    worker.unref();
    // While nobody waits for it, its end is nobody's failure.
    worker.on("error", () => undefined);
    worker.once("exit", () => {
      if (kept === worker) kept = undefined;
    });
    kept = worker;
    return worker;
  }

  async function prepare(input: PrepareInput): Promise<PreparedGraph> {
    if (stopped) throw new Error("The hub is stopping.");
    clearTimeout(idle);
    const worker = begin();
    uses += 1;
    let answer: WorkerAnswer;
    try {
      answer = await ask(worker, input, timeoutMs);
    } catch (error) {
      await end();
      throw error;
    }
    if (uses >= MAX_USES) await end();
    else idle = setTimeout(() => void end(), IDLE_MS).unref();
    if ("findings" in answer) throw new CompositionError(answer.findings);
    if ("fault" in answer) throw answer.fault;
    return answer.prepared;
  }

  return {
    prepare(input) {
      const turn = last.then(() => prepare(input));
      last = turn.catch(() => undefined);
      return turn;
    },
    async stop() {
      stopped = true;
      await end();
    },
  };
}

async function ask(worker: Worker, input: PrepareInput, timeoutMs: number): Promise<WorkerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>();
  const fail = (error: unknown): void => reject(isOutOfMemory(error) ? tooLarge(`more than ${MAX_HEAP_MB} MB`) : error);
  const ended = (): void => reject(new Error("The thread that composes ended: the hub is stopping, or it failed."));
  worker.on("message", resolve).on("error", fail).on("exit", ended);
  const timer = setTimeout(() => reject(tooLarge(`longer than ${timeoutMs / 1000} s`)), timeoutMs);
  try {
    worker.postMessage(input, []);
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off("message", resolve).off("error", fail).off("exit", ended);
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function tooLarge(what: string): CompositionError {
  return new CompositionError([
    {
      partner: null,
      code: "COMPOSITION_TOO_LARGE",
      severity: "ERROR",
      place: "supergraph",
      message: `Expected the graph to be composed and planned within the hub's limits; it took ${what}.`,
      mend: "Publish fewer types and fields, or raise SEGPOL_COMPOSITION_TIMEOUT_MS.",
    },
  ]);
}
