import { type TestDatabase, type TestDatabases, useDatabases } from "@segpol/launcher/testing";
import { createHubDatabase, migrateHubDatabase } from "../../src/catalogue/database/database.js";
import { migrateRegistry, type RegistryDatabase } from "../../src/registry/store/registry-database.js";

/** Makes a database with the catalogue's tables alone, and nothing in them. */
export async function makeCatalogueDatabase(databases: Pick<TestDatabases, "copyOf">): Promise<TestDatabase> {
  return await databases.copyOf("catalogue", ({ ownerUrl }) => prepared(ownerUrl, migrateHubDatabase));
}

/** Makes a database as the hub leaves it when it starts for the first time: migrated, with nothing harvested. */
async function makeHubDatabase(databases: Pick<TestDatabases, "copyOf">): Promise<TestDatabase> {
  return await databases.copyOf("hub", ({ ownerUrl }) =>
    prepared(ownerUrl, async (db) => {
      await migrateHubDatabase(db);
      await migrateRegistry(db.withTables<RegistryDatabase>());
    }),
  );
}

async function prepared(
  url: string,
  migrate: (db: ReturnType<typeof createHubDatabase>) => Promise<void>,
): Promise<void> {
  const db = createHubDatabase(url);
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** Makes a hub's database for each call, for the tests of one file; gives the address with the role that owns it. */
export function useHubDatabases(): () => Promise<string> {
  const databases = useDatabases();
  return async () => (await makeHubDatabase(databases)).ownerUrl;
}
