import type { KnownOperation } from "../base/client-operations.js";
import type { KeyedPlan } from "./prepare-graph.js";
import type { PlanInput } from "./plan-worker.js";
import { createProcessPool } from "./process-pool.js";

const WORKER = new URL(import.meta.resolve("@segpol/gateway/plan-worker"));
const MAX_HEAP_MB = 512;
/** A process that has a planner answers at once; kept for so long after, it gives its memory back. */
const IDLE_MS = 60_000;

/** Plans queries in a process of its own, so that nobody else waits while one is planned that takes long. */
export interface QueryPlans {
  /**
   * Plans under the keys by which the gateway looks them up; none where it cannot be planned.
   * @throws Error named TimeoutError or AbortError when it takes too long, ProcessEndedError when it takes too much memory
   */
  plan(supergraphSdl: string, operation: KnownOperation): Promise<readonly KeyedPlan[]>;
  /** Ends what is under way; resolves when no process is left. */
  stop(): Promise<void>;
}

/** @param timeoutMs milliseconds for one plan */
export function createQueryPlans(timeoutMs: number): QueryPlans {
  const pool = createProcessPool({
    worker: WORKER,
    name: "planApart",
    maxProcesses: 1,
    maxHeapMb: MAX_HEAP_MB,
    idleMs: IDLE_MS,
  });
  return {
    async plan(supergraphSdl, operation) {
      const input: PlanInput = { supergraphSdl, operation };
      return await pool.run(input, AbortSignal.timeout(timeoutMs));
    },
    stop: () => pool.stop(),
  };
}
