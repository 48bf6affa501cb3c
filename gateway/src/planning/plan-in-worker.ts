import { Tinypool } from "tinypool";
import type { KnownOperation } from "../base/client-operations.js";
import type { KeyedPlan } from "./prepare-graph.js";
import type { PlanInput } from "./plan-worker.js";

const WORKER = new URL(import.meta.resolve("@segpol/gateway/plan-worker"));
const MAX_HEAP_MB = 512;
/** A thread that has a planner answers at once; kept for so long after, it gives its memory back. */
const IDLE_MS = 60_000;

/** Plans queries in a thread of its own, so that nobody else waits while one is planned that takes long. */
export interface QueryPlans {
  /**
   * Plans under the keys by which the gateway looks them up; none where it cannot be planned.
   * @throws when it takes too long
   */
  plan(supergraphSdl: string, operation: KnownOperation): Promise<readonly KeyedPlan[]>;
  /** Ends what is under way; resolves when no thread is left. */
  stop(): Promise<void>;
}

/** @param timeoutMs milliseconds for one plan */
export function createQueryPlans(timeoutMs: number): QueryPlans {
  const pool = new Tinypool({
    filename: WORKER.href,
    name: "planInThread",
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  return {
    async plan(supergraphSdl, operation) {
      const input: PlanInput = { supergraphSdl, operation };
      return await pool.run(input, { signal: AbortSignal.timeout(timeoutMs) });
    },
    stop: () => pool.destroy(),
  };
}
