import type { QueryPlan, QueryPlanCache } from "@apollo/query-planner";
import { LRUCache } from "lru-cache";
import type { KeyedPlan } from "../planning/prepare-graph.js";

/** Bytes of plans that are kept, as JSON; the gateway's own default. */
const MAX_BYTES = 30 * 2 ** 20;

/** Keeps the plans that were used last. Those that were made beforehand are in it from the start. */
export function createPlanCache(prepared: readonly KeyedPlan[]): QueryPlanCache {
  const plans = new LRUCache<string, QueryPlan>({
    maxSize: MAX_BYTES,
    sizeCalculation: (plan) => Buffer.byteLength(JSON.stringify(plan)),
  });
  return {
    get: (key) => Promise.resolve(plans.get(key)),
    set(key, plan) {
      plans.set(key, plan);
      return Promise.resolve();
    },
    delete(key) {
      plans.delete(key);
      return Promise.resolve();
    },
    // The gateway clears its plans when it loads its supergraph, which is when these have to be there.
    clear() {
      plans.clear();
      for (const [key, plan] of prepared) plans.set(key, plan);
    },
  };
}
