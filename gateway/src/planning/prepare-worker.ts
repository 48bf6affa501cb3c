import { CompositionError } from "../composition/projection/composition-error.js";
import type { CompositionFinding } from "../composition/projection/types.js";
import type { KnownOperation } from "../base/client-operations.js";
import { prepareGraph, type PreparedGraph, type PrepareInput, preparePlans } from "./prepare-graph.js";

/** What the worker answers. */
export type WorkerAnswer<Prepared = PreparedGraph> =
  | { readonly prepared: Prepared }
  /** `cause`: what the hub itself did not expect. */
  | { readonly findings: readonly CompositionFinding[]; readonly cause?: unknown }
  /** Of the hub. */
  | { readonly fault: Error };

/** A version that is composed already, and what to plan with it. */
export interface TryOutInput {
  readonly supergraphSdl: string;
  readonly operations: readonly KnownOperation[];
}

/** What the pool calls. */
export async function prepareApart(input: PrepareInput): Promise<WorkerAnswer> {
  return await answered(() => prepareGraph(input));
}

/** What the pool calls to try a version out; its plans are made again by whoever uses them. */
export async function tryOutApart({ supergraphSdl, operations }: TryOutInput): Promise<WorkerAnswer<number>> {
  return await answered(() => Promise.resolve(preparePlans(supergraphSdl, operations).length));
}

/** An error loses its class on the way between processes, so that errors are answered, not thrown. */
async function answered<T>(work: () => Promise<T>): Promise<WorkerAnswer<T>> {
  try {
    return { prepared: await work() };
  } catch (error) {
    if (error instanceof CompositionError) return { findings: error.findings, cause: error.cause };
    return { fault: error instanceof Error ? error : new Error(String(error)) };
  }
}
