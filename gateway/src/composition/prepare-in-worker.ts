import { Worker } from "node:worker_threads";
import { CompositionError } from "./composition-error.js";
import type { PreparedGraph, PrepareInput } from "./prepare-graph.js";
import type { WorkerAnswer } from "./prepare-worker.js";

/** The built file, also when this one runs from its source. */
const WORKER = new URL("../../dist/composition/prepare-worker.js", import.meta.url);
const MAX_HEAP_MB = 1_536;

export interface WorkerOptions {
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Prepares a graph in a thread of its own, which ends with it, and at the deadline at the latest.
 * @throws CompositionError
 */
export async function prepareInWorker(
  input: PrepareInput,
  { timeoutMs, signal }: WorkerOptions,
): Promise<PreparedGraph> {
  const worker = new Worker(WORKER, {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>();
  worker.once("message", resolve);
  worker.once("error", (error) => reject(isOutOfMemory(error) ? tooLarge(`more than ${MAX_HEAP_MB} MB`) : error));
  worker.once("exit", (code) => reject(new Error(`The worker that composes ended with code ${code}.`)));
  timer = setTimeout(() => reject(tooLarge(`longer than ${timeoutMs / 1000} s`)), timeoutMs);
  signal?.addEventListener("abort", () => reject(new Error("The hub is stopping.")), { once: true });
  try {
    const answer = await promise;
    if ("findings" in answer) throw new CompositionError(answer.findings);
    return answer.prepared;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
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
