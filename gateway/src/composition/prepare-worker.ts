import { parentPort, workerData } from "node:worker_threads";
import { CompositionError } from "./composition-error.js";
import { prepareGraph, type PreparedGraph, type PrepareInput } from "./prepare-graph.js";
import type { CompositionFinding } from "./types.js";

/** What the worker answers; anything that it throws is a fault of the hub. */
export type WorkerAnswer = { readonly prepared: PreparedGraph } | { readonly findings: readonly CompositionFinding[] };

async function answer(): Promise<WorkerAnswer> {
  try {
    return { prepared: await prepareGraph(workerData as PrepareInput) };
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    return { findings: error.findings };
  }
}

parentPort?.postMessage(await answer(), []);
