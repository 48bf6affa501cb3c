import { parentPort } from "node:worker_threads";
import { CompositionError } from "../composition/projection/composition-error.js";
import { prepareGraph, type PreparedGraph, type PrepareInput } from "./prepare-graph.js";
import type { CompositionFinding } from "../composition/projection/types.js";

/** What the worker answers. */
export type WorkerAnswer =
  | { readonly prepared: PreparedGraph }
  | { readonly findings: readonly CompositionFinding[] }
  /** Of the hub. */
  | { readonly fault: Error };

async function answer(input: PrepareInput): Promise<WorkerAnswer> {
  try {
    return { prepared: await prepareGraph(input) };
  } catch (error) {
    if (error instanceof CompositionError) return { findings: error.findings };
    return { fault: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on("message", (input: PrepareInput) => {
  void answer(input).then((result) => parentPort?.postMessage(result, []));
});
