import { threadId } from "node:worker_threads";
import type { PrepareInput } from "../../src/planning/prepare-graph.js";
import type { TryOutInput, WorkerAnswer } from "../../src/planning/prepare-worker.js";

/** The version that this worker never comes to an end with. */
export const ENDLESS = 13;

/** The supergraph that it never comes to an end with. */
export const ENDLESS_SDL = "endless";

/** Answers at once, with the thread's number as the version. */
export function prepareInThread({ version }: Pick<PrepareInput, "version">): WorkerAnswer {
  if (version === ENDLESS) for (;;);
  const composed = { version: threadId, supergraphSdl: "", catalogueSdl: "", projections: [], hints: [] };
  return { prepared: { composed, changes: [], plans: [], brokenOperations: [] } };
}

/** Answers at once. */
export function tryOutInThread({ supergraphSdl }: Pick<TryOutInput, "supergraphSdl">): WorkerAnswer<number> {
  if (supergraphSdl === ENDLESS_SDL) for (;;);
  return { prepared: 0 };
}
