import { CompositionError } from "../composition/projection/composition-error.js";
import { createLanes, MadeRoomError, QUICK_LANES, SLOW_LANES } from "./lanes.js";
import type { PreparedGraph, PrepareInput } from "./prepare-graph.js";
import type { TryOutInput, WorkerAnswer } from "./prepare-worker.js";
import { createProcessPool, ProcessEndedError } from "./process-pool.js";

const WORKER = new URL(import.meta.resolve("@segpol/gateway/prepare-worker"));
const MAX_HEAP_MB = 1_536;
/** Less than the hub itself has, which loads what is prepared here: a graph that is too deep for it is refused here. */
const STACK_KB = 768;
/** A graph that takes longer, in milliseconds, makes room for others. */
const QUICK_MS = 5_000;
/** A process that holds more than this after a graph is replaced, whatever it may have gathered. */
const RECYCLE_ABOVE_BYTES = (MAX_HEAP_MB / 2) * 2 ** 20;
/** A process that has composed before is twice as fast as a new one; kept for so long after, it gives its memory back. */
const IDLE_MS = 30_000;

/** Of versions that are tried out; no partner has such a code. */
const TRIALS = "trials";

/** Has a process work until the signal. */
type Run<T> = (signal: AbortSignal) => Promise<WorkerAnswer<T>>;

export interface GraphPreparer {
  /**
   * Prepares a graph in a process of its own, by the deadline at the latest.
   * @param lane whom it is for: of those of one lane the next waits, while others are prepared beside it
   * @throws CompositionError
   */
  prepare(input: PrepareInput, lane: string): Promise<PreparedGraph>;
  /**
   * Loads a version in the same way, and plans with it.
   * @throws CompositionError
   */
  tryOut(input: TryOutInput): Promise<void>;
  /** Ends what is under way; resolves when no process is left. */
  stop(): Promise<void>;
}

/**
 * @param timeoutMs milliseconds for one graph
 * @param worker the file that exports prepareApart and tryOutApart
 * @param quickMs milliseconds after which a graph is one of the slow ones
 */
export function createGraphPreparer(timeoutMs: number, worker = WORKER, quickMs = QUICK_MS): GraphPreparer {
  const lanes = createLanes(quickMs);
  const stopping = new AbortController();
  const pool = createProcessPool({
    worker,
    name: "prepareApart",
    maxProcesses: QUICK_LANES + SLOW_LANES,
    maxHeapMb: MAX_HEAP_MB,
    stackKb: STACK_KB,
    recycleAboveBytes: RECYCLE_ABOVE_BYTES,
    idleMs: IDLE_MS,
  });

  /** @throws CompositionError; MadeRoomError at that signal */
  async function answerOf<T>(run: Run<T>, room?: AbortSignal): Promise<T> {
    if (stopping.signal.aborted) throw new Error("The hub is stopping.");
    // A process that composes hears nothing: at the deadline the pool ends it, and the next graph gets another.
    const deadline = AbortSignal.timeout(timeoutMs);
    let answer: WorkerAnswer<T>;
    try {
      answer = await run(AbortSignal.any([deadline, stopping.signal, ...(room ? [room] : [])]));
    } catch (error) {
      if (stopping.signal.aborted) throw new Error("The hub is stopping.", { cause: error });
      if (deadline.aborted) throw tooLarge(`longer than ${timeoutMs / 1000} s`);
      if (room?.aborted) throw new MadeRoomError();
      const isTooLarge = error instanceof ProcessEndedError && error.signal !== null;
      throw isTooLarge ? tooLarge(`more than ${MAX_HEAP_MB} MB`) : error;
    }
    if ("findings" in answer) throw new CompositionError(answer.findings, { cause: answer.cause });
    if ("fault" in answer) throw answer.fault;
    return answer.prepared;
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await lanes.idle();
    await pool.stop();
  }

  let stopped: Promise<void> | undefined;
  return {
    prepare: (input, lane) => lanes.run(lane, (room) => answerOf((signal) => pool.run(input, signal), room)),
    async tryOut(input) {
      const run: Run<number> = (signal) => pool.run(input, signal, "tryOutApart");
      await lanes.run(TRIALS, (room) => answerOf(run, room));
    },
    stop: () => (stopped ??= stop()),
  };
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
