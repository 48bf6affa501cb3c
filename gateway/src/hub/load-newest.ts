import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { KnownOperation } from "../base/client-operations.js";
import type { KeyedPlan } from "../planning/prepare-graph.js";
import { newestThatLoads, type VersionProblem } from "../registry/newest-that-loads.js";
import { beginLoad } from "../registry/store/loads.js";
import type { RegistryDatabase } from "../registry/store/registry-database.js";
import type { RegistryVersion } from "../registry/store/registry-store.js";
import { firstPlans } from "./first-plans.js";

export interface LoadNewestOptions<Loaded> {
  readonly db: Kysely<RegistryDatabase>;
  /** The registry's newest version. */
  readonly newest: number;
  /** What clients ask often, to be planned. */
  readonly frequent: () => Promise<readonly KnownOperation[]>;
  readonly tryOut: (version: RegistryVersion) => Promise<void>;
  readonly create: (input: {
    readonly version: RegistryVersion;
    readonly plans: readonly KeyedPlan[];
  }) => Promise<Loaded>;
  readonly logger: Logger;
}

export interface LoadedNewest<Loaded> {
  readonly version: RegistryVersion;
  readonly loaded: Loaded;
  readonly problem: VersionProblem | undefined;
}

/** What a hub starts with: the newest version that loads. @throws when none does */
export async function loadNewest<Loaded>({
  db,
  newest,
  frequent,
  tryOut,
  create,
  logger,
}: LoadNewestOptions<Loaded>): Promise<LoadedNewest<Loaded>> {
  const found = await newestThatLoads({
    db,
    newest,
    after: 0,
    tryOut,
    async load(version) {
      // If this process ends now, the next tries the version out.
      await beginLoad(db, version.number);
      return await create({ version, plans: await firstPlans(db, version, frequent) });
    },
    logger,
  });
  if (!("version" in found))
    throw new Error("Expected a version of the graph that loads; there is none. The log has why.");
  return found;
}
