import type { KnownOperation } from "../base/client-operations.js";
import { createPlans, type KeyedPlan } from "./prepare-graph.js";

/** An operation to plan, and the supergraph to plan it with. */
export interface PlanInput {
  readonly supergraphSdl: string;
  readonly operation: KnownOperation;
}

/** A planner for the version that was asked for last; another one is asked for when the graph changes. */
let current: { readonly supergraphSdl: string; readonly plan: ReturnType<typeof createPlans> } | undefined;

/** What the pool calls. */
export function planApart({ supergraphSdl, operation }: PlanInput): readonly KeyedPlan[] {
  if (current?.supergraphSdl !== supergraphSdl) current = { supergraphSdl, plan: createPlans(supergraphSdl) };
  return current.plan([operation]);
}
