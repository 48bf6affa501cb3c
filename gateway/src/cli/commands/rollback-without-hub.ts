import { pino } from "pino";
import { createHubDatabase } from "../../catalogue/database/database.js";
import { type Environment, readConfig } from "../../config/config.js";
import { prepareGraph } from "../../planning/prepare-graph.js";
import type { ChangeResult } from "../../registry/change/change-requests.js";
import { Registry } from "../../registry/registry.js";
import { migrateRegistry, type RegistryDatabase } from "../../registry/store/registry-database.js";
import { newestLoaded } from "../../registry/store/loads.js";
import { currentNumber, readVersion } from "../../registry/store/registry-store.js";
import { CliError } from "../base/cli-error.js";

export interface OfflineRollback {
  readonly number: number;
  readonly who: string;
  readonly reason: string | undefined;
  readonly env: Environment;
}

/** Makes the version in the registry itself, as a hub would. A hub that runs after all follows it. @throws CliError */
export async function rollbackWithoutHub({ number, who, reason, env }: OfflineRollback): Promise<ChangeResult> {
  const { databaseUrl, sdlLimits } = readConfig(env);
  const hubDatabase = createHubDatabase(databaseUrl);
  try {
    const db = hubDatabase.withTables<RegistryDatabase>();
    await migrateRegistry(db);
    const newest = await currentNumber(db);
    // One that may not load is not read either: it could end this process as it ended the hub's.
    const loaded = (await newestLoaded(db)) ?? Math.min(number, newest);
    const current = await readVersion(db, loaded);
    if (!current)
      throw new CliError("Expected versions of the graph in the hub's database; there are none yet. Start the hub.");
    const registry = new Registry({
      db,
      current,
      behind: newest > loaded ? { number: newest, mend: "This is it." } : undefined,
      fetchSdl: () => Promise.reject(new Error("A rollback fetches no SDL.")),
      prepare: (input) => prepareGraph({ ...input, limits: sdlLimits }),
      // Nobody is served here.
      load: () => Promise.resolve({ activate: () => Promise.resolve(), discard: () => Promise.resolve() }),
      tryOut: () => Promise.resolve(),
      operations: { own: () => [], shared: () => Promise.resolve([]), recorded: () => Promise.resolve([]) },
      checkFeed: () => Promise.resolve(undefined),
      logger: pino({ level: "silent" }),
    });
    return await registry.rollback(number, { who, reason });
  } finally {
    await hubDatabase.destroy();
  }
}
