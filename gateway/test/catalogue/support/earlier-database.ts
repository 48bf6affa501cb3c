import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "../../../src/catalogue/database/migrations/index.js";
import type { HubDatabase } from "../../../src/catalogue/database/tables.js";

/** Migrates an empty database as far as a hub did that had no migrations from this number on: "0004". */
export async function migrateUpTo(db: Kysely<HubDatabase>, number: string): Promise<void> {
  const earlier = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < number));
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(earlier) },
    migrationTableName: "catalogue_migration",
    migrationLockTableName: "catalogue_migration_lock",
  }).migrateToLatest();
  if (error) throw new Error(`Expected migrations before ${number} to succeed.`, { cause: error });
}
