import type { QueryPlan, QueryPlanCache } from "@apollo/query-planner";
import type { KeyedPlan } from "../planning/prepare-graph.js";

/** Bytes of plans that are kept, as JSON; the gateway's own default. */
const MAX_BYTES = 30 * 2 ** 20;

/** Keeps the plans that were used last. Those that were made beforehand are in it from the start. */
export function createPlanCache(prepared: readonly KeyedPlan[]): QueryPlanCache {
  const plans = new Map<string, { readonly plan: QueryPlan; readonly bytes: number }>();
  let bytes = 0;

  function drop(key: string): void {
    bytes -= plans.get(key)?.bytes ?? 0;
    plans.delete(key);
  }

  function keep(key: string, plan: QueryPlan): void {
    drop(key);
    const entry = { plan, bytes: Buffer.byteLength(JSON.stringify(plan)) };
    plans.set(key, entry);
    bytes += entry.bytes;
    for (const oldest of plans.keys()) {
      if (bytes <= MAX_BYTES || oldest === key) break;
      drop(oldest);
    }
  }

  return {
    get(key) {
      const entry = plans.get(key);
      if (entry) {
        plans.delete(key);
        plans.set(key, entry);
      }
      return Promise.resolve(entry?.plan);
    },
    set(key, plan) {
      keep(key, plan);
      return Promise.resolve();
    },
    delete(key) {
      drop(key);
      return Promise.resolve();
    },
    // The gateway clears its plans when it loads its supergraph, which is when these have to be there.
    clear() {
      plans.clear();
      bytes = 0;
      for (const [key, plan] of prepared) keep(key, plan);
    },
  };
}
