import type { Kysely } from "kysely";
import { createHubDatabase, migrateHubDatabase } from "../../catalogue/database/database.js";
import type { HubDatabase } from "../../catalogue/database/tables.js";
import { syncPartners } from "../../catalogue/write/source-writer.js";
import { composeHub } from "../../composition/compose.js";
import type { ServedProjection } from "../../composition/projection/types.js";
import { type HubConfig, readConfig } from "../../config/config.js";
import { discoverPartners } from "../../registry/discover-partners.js";
import { migrateRegistry, type RegistryDatabase } from "../../registry/store/registry-database.js";
import { currentNumber, readVersion } from "../../registry/store/registry-store.js";
import type { CommandSurroundings } from "../base/command.js";

/** The hub's settings, partners and database, as a command finds them, whether or not the hub runs. */
export interface HubAtHand {
  readonly config: HubConfig;
  readonly db: Kysely<HubDatabase>;
  /** What is harvested of each partner. */
  readonly projections: readonly ServedProjection[];
  close(): Promise<void>;
}

/** Brings the database up to date, as the hub does when it starts. */
export async function openHub({ env, rootDir }: CommandSurroundings): Promise<HubAtHand> {
  const config = readConfig(env);
  const db = createHubDatabase(config.databaseUrl);
  const registry: Kysely<RegistryDatabase> = db.withTables<RegistryDatabase>();
  try {
    await migrateHubDatabase(db);
    await migrateRegistry(registry);
    const version = await readVersion(registry, await currentNumber(registry));
    const partners = version?.partners ?? (await discoverPartners({ rootDir, env }));
    const projections = version?.projections ?? composeHub(partners, { version: 1 }).projections;
    await syncPartners(db, partners);
    return { config, db, projections, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
