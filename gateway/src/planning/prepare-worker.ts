import { CompositionError } from "../composition/projection/composition-error.js";
import type { CompositionFinding } from "../composition/projection/types.js";
import { prepareGraph, type PreparedGraph, type PrepareInput } from "./prepare-graph.js";

/** What the worker answers. */
export type WorkerAnswer =
  | { readonly prepared: PreparedGraph }
  /** `cause`: what the hub itself did not expect. */
  | { readonly findings: readonly CompositionFinding[]; readonly cause?: unknown }
  /** Of the hub. */
  | { readonly fault: Error };

/** What the pool calls. An error loses its class on the way between threads, so that errors are answered, not thrown. */
export async function prepareInThread(input: PrepareInput): Promise<WorkerAnswer> {
  try {
    return { prepared: await prepareGraph(input) };
  } catch (error) {
    if (error instanceof CompositionError) return { findings: error.findings, cause: error.cause };
    return { fault: error instanceof Error ? error : new Error(String(error)) };
  }
}
