import { type TestDatabase, type TestDatabases, useDatabases } from "@segpol/launcher/testing";
import { createHubDatabase, migrateHubDatabase } from "../../src/catalogue/database/database.js";
import { migrateRegistry, type RegistryDatabase } from "../../src/registry/store/registry-database.js";

/** Makes a database as the hub leaves it when it starts for the first time: migrated, with nothing harvested. */
export async function makeHubDatabase(databases: Pick<TestDatabases, "copyOf">): Promise<TestDatabase> {
  return await databases.copyOf("hub", async ({ ownerUrl }) => {
    const db = createHubDatabase(ownerUrl);
    try {
      await migrateHubDatabase(db);
      await migrateRegistry(db.withTables<RegistryDatabase>());
    } finally {
      await db.destroy();
    }
  });
}

/** Makes a hub's database for each call, for the tests of one file; gives the address with the role that owns it. */
export function useHubDatabases(): () => Promise<string> {
  const databases = useDatabases();
  return async () => (await makeHubDatabase(databases)).ownerUrl;
}
