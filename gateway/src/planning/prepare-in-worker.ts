import PQueue from "p-queue";
import { Tinypool } from "tinypool";
import { CompositionError } from "../composition/projection/composition-error.js";
import type { PreparedGraph, PrepareInput } from "./prepare-graph.js";
import type { WorkerAnswer } from "./prepare-worker.js";

/** The built file, also when this one runs from its source. */
const WORKER = new URL("../../dist/planning/prepare-worker.js", import.meta.url);
const MAX_HEAP_MB = 1_536;
/** Less than the hub's own thread has, which loads what is prepared here: a graph that is too deep for it is refused here. */
const STACK_MB = 0.75;
/** Graphs that are prepared at a time, each for another partner: one that is slow does not hold up the others'. */
const LANES = 2;
/** A thread that holds more than this after a graph is replaced, whatever it may have gathered. */
const RECYCLE_ABOVE_BYTES = (MAX_HEAP_MB / 2) * 2 ** 20;
/** A thread that has composed before is twice as fast as a new one; kept for so long after, it gives its memory back. */
const IDLE_MS = 30_000;

export interface GraphPreparer {
  /**
   * Prepares a graph in a thread of its own, by the deadline at the latest.
   * @param lane whom it is for: of those of one lane the next waits, while others are prepared beside it
   * @throws CompositionError
   */
  prepare(input: PrepareInput, lane: string): Promise<PreparedGraph>;
  /** Ends what is under way; resolves when no thread is left. */
  stop(): Promise<void>;
}

/**
 * @param timeoutMs milliseconds for one graph
 * @param worker the file that exports prepareInThread
 */
export function createGraphPreparer(timeoutMs: number, worker = WORKER): GraphPreparer {
  const threads = new PQueue({ concurrency: LANES });
  const lanes = new Map<string, { readonly queue: PQueue; users: number }>();
  const stopping = new AbortController();
  const pool = new Tinypool({
    filename: worker.href,
    name: "prepareInThread",
    minThreads: 0,
    maxThreads: LANES,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, stackSizeMb: STACK_MB },
    maxMemoryLimitBeforeRecycle: RECYCLE_ABOVE_BYTES,
  });
  // A thread that fails before it has a graph, as when its file does not load. An idle one that fails is replaced, and nobody waits for it.
  const underWay = new Set<AbortController>();
  pool.on("error", (error: Error) => {
    for (const each of underWay) each.abort(error);
  });

  async function prepare(input: PrepareInput): Promise<PreparedGraph> {
    if (stopping.signal.aborted) throw new Error("The hub is stopping.");
    const failing = new AbortController();
    const failed = failing.signal;
    underWay.add(failing);
    // A thread that composes hears nothing: at the deadline the pool ends it, and the next graph gets another.
    const deadline = AbortSignal.timeout(timeoutMs);
    let answer: WorkerAnswer;
    try {
      answer = await run(input, AbortSignal.any([deadline, stopping.signal, failed]));
    } catch (error) {
      if (stopping.signal.aborted) throw new Error("The hub is stopping.", { cause: error });
      if (failed.aborted) throw failed.reason;
      if (deadline.aborted) throw tooLarge(`longer than ${timeoutMs / 1000} s`);
      throw isOutOfMemory(error) ? tooLarge(`more than ${MAX_HEAP_MB} MB`) : error;
    } finally {
      underWay.delete(failing);
    }
    if ("findings" in answer) throw new CompositionError(answer.findings, { cause: answer.cause });
    if ("fault" in answer) throw answer.fault;
    return answer.prepared;
  }

  async function run(input: PrepareInput, signal: AbortSignal): Promise<WorkerAnswer> {
    const answer: Promise<WorkerAnswer> = pool.run(input, { signal });
    const before = pool.threads;
    try {
      return await answer;
    } catch (error) {
      // The pool does not wait for a thread that it ends: until then there would be one more, or one after the hub has stopped.
      const ended = before.filter((thread) => !pool.threads.includes(thread));
      await Promise.all(ended.map((thread) => thread.terminate()));
      throw error;
    }
  }

  /** The lane first, so that whoever waits in one takes no thread. */
  async function inLane<T>(name: string, work: () => Promise<T>): Promise<T> {
    const lane = lanes.get(name) ?? { queue: new PQueue({ concurrency: 1 }), users: 0 };
    lanes.set(name, lane);
    lane.users += 1;
    try {
      return await lane.queue.add(() => threads.add(work));
    } finally {
      lane.users -= 1;
      if (lane.users === 0) lanes.delete(name);
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all([...lanes.values()].map(({ queue }) => queue.onIdle()));
    await pool.destroy();
  }

  let stopped: Promise<void> | undefined;
  return {
    prepare: (input, lane) => inLane(lane, () => prepare(input)),
    stop: () => (stopped ??= stop()),
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
