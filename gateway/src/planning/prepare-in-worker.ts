import PQueue from "p-queue";
import { Tinypool } from "tinypool";
import { CompositionError } from "../composition/projection/composition-error.js";
import type { PreparedGraph, PrepareInput } from "./prepare-graph.js";
import type { WorkerAnswer } from "./prepare-worker.js";

/** The built file, also when this one runs from its source. */
const WORKER = new URL("../../dist/planning/prepare-worker.js", import.meta.url);
const MAX_HEAP_MB = 1_536;
/** A thread that holds more than this after a graph is replaced, whatever it may have gathered. */
const RECYCLE_ABOVE_BYTES = (MAX_HEAP_MB / 2) * 2 ** 20;
/** A thread that has composed before is twice as fast as a new one; kept for so long after, it gives its memory back. */
const IDLE_MS = 30_000;

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
  const turns = new PQueue({ concurrency: 1 });
  const stopping = new AbortController();
  const pool = new Tinypool({
    filename: WORKER.href,
    name: "prepareInThread",
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    maxMemoryLimitBeforeRecycle: RECYCLE_ABOVE_BYTES,
  });

  async function prepare(input: PrepareInput): Promise<PreparedGraph> {
    // A thread that composes hears nothing: at the deadline the pool ends it, and the next graph gets another.
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([deadline, stopping.signal]);
    let answer: WorkerAnswer;
    try {
      answer = await pool.run(input, { signal });
    } catch (error) {
      if (stopping.signal.aborted) throw new Error("The hub is stopping.", { cause: error });
      if (deadline.aborted) throw tooLarge(`longer than ${timeoutMs / 1000} s`);
      throw isOutOfMemory(error) ? tooLarge(`more than ${MAX_HEAP_MB} MB`) : error;
    }
    if ("findings" in answer) throw new CompositionError(answer.findings);
    if ("fault" in answer) throw answer.fault;
    return answer.prepared;
  }

  return {
    prepare: (input) => turns.add(() => prepare(input)),
    async stop() {
      stopping.abort();
      await pool.destroy();
    },
  };
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
