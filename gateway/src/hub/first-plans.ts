import type { Kysely } from "kysely";
import type { KnownOperation } from "../base/client-operations.js";
import { type KeyedPlan, planKey, preparePlans } from "../planning/prepare-graph.js";
import type { RegistryDatabase } from "../registry/store/registry-database.js";
import { readPlans, type RegistryVersion, writePlans } from "../registry/store/registry-store.js";

/** Plans to start with: those that are kept, and those that what clients have asked since lacks. */
export async function firstPlans(
  db: Kysely<RegistryDatabase>,
  { number, supergraphSdl }: RegistryVersion,
  frequent: () => Promise<readonly KnownOperation[]>,
): Promise<readonly KeyedPlan[]> {
  const kept = await readPlans(db, number);
  const keys = new Set(kept.map(([key]) => key));
  const lacking = (await frequent()).filter(({ query, operationName }) => !keys.has(planKey(query, operationName)));
  // Nobody is served yet who would wait for it.
  const made = lacking.length > 0 ? preparePlans(supergraphSdl, lacking) : [];
  if (made.length > 0) await writePlans(db, number, made);
  return [...kept, ...made];
}
