import type { QueryPlanCache } from "@apollo/query-planner";
import type { DocumentNode } from "graphql";
import { HUB_ERRORS, HubError } from "../errors.js";
import type { QueryPlans } from "../planning/query-plans.js";
import { planKey } from "../planning/prepare-graph.js";
import { countSelections } from "../planning/selection-count.js";

/** Names of errors of a plan that took too much time or memory. */
const TOO_MUCH: ReadonlySet<string> = new Set(["TimeoutError", "AbortError", "ProcessEndedError"]);

/** Fields of a query that is planned at once: some tens of milliseconds. */
const MAX_AT_ONCE = 60;

export interface PlanApartOptions {
  readonly supergraphSdl: string;
  /** Where the gateway looks plans up. */
  readonly cache: QueryPlanCache;
  readonly planner: Pick<QueryPlans, "plan">;
}

/** A query, and what of it is planned. */
export interface PlannedQuery {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly planned: { readonly source: string; readonly document: DocumentNode };
}

/** Sees to it that a query which takes long to plan has its plan before the gateway would make it, while all others wait. */
export type PlanApart = (query: PlannedQuery) => Promise<void>;

export function planApart({ supergraphSdl, cache, planner }: PlanApartOptions): PlanApart {
  const underWay = new Map<string, Promise<void>>();

  async function plan(query: string, operationName: string | undefined): Promise<void> {
    for (const [key, made] of await planner.plan(supergraphSdl, { query, operationName })) await cache.set(key, made);
  }

  return async ({ query, operationName, planned }) => {
    if (countSelections(planned.document, MAX_AT_ONCE) <= MAX_AT_ONCE) return;
    const key = planKey(planned.source, operationName);
    if (await cache.get(key)) return;
    const making = underWay.get(key) ?? plan(query, operationName).finally(() => underWay.delete(key));
    underWay.set(key, making);
    try {
      await making;
    } catch (error) {
      if (!(error instanceof Error && TOO_MUCH.has(error.name))) throw error;
      throw new HubError(
        "QUERY_TOO_LARGE",
        `Expected a query that is planned in the time of an operation; this one is not. ${HUB_ERRORS.QUERY_TOO_LARGE.mend}`,
      );
    }
  };
}
