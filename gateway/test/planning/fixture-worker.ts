import type { PrepareInput } from "../../src/planning/prepare-graph.js";
import type { TryOutInput, WorkerAnswer } from "../../src/planning/prepare-worker.js";

/** The version that this worker never comes to an end with. */
export const ENDLESS = 13;

/** The version for which it wants more memory than it may have, all at once. */
export const GREEDY = 14;

/** The supergraph that it never comes to an end with. */
export const ENDLESS_SDL = "endless";

/** Answers at once, with the process's number as the version. */
export function prepareApart({ version }: Pick<PrepareInput, "version">): WorkerAnswer {
  if (version === ENDLESS) for (;;);
  if (version === GREEDY) Array.from({ length: 8 }, () => Array(30_000_000).fill(version));
  const composed = { version: process.pid, supergraphSdl: "", catalogueSdl: "", projections: [], hints: [] };
  return { prepared: { composed, changes: [], plans: [], brokenOperations: [] } };
}

/** Answers at once. */
export function tryOutApart({ supergraphSdl }: Pick<TryOutInput, "supergraphSdl">): WorkerAnswer<number> {
  if (supergraphSdl === ENDLESS_SDL) for (;;);
  return { prepared: 0 };
}
