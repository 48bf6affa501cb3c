import type { Kysely } from "kysely";
import type { RegistryDatabase } from "./registry-database.js";

/** Whether the version's last load came to its end. */
export async function hasLoaded(db: Kysely<RegistryDatabase>, version: number): Promise<boolean> {
  const row = await db.selectFrom("registry_load").select("version").where("version", "=", version).executeTakeFirst();
  return row !== undefined;
}

/** Notes that a version is about to be loaded. */
export async function beginLoad(db: Kysely<RegistryDatabase>, version: number): Promise<void> {
  await db.deleteFrom("registry_load").where("version", "=", version).execute();
}

/** Notes that a version has loaded, or all that loading it does. */
export async function endLoad(db: Kysely<RegistryDatabase>, version: number): Promise<void> {
  await db
    .insertInto("registry_load")
    .values({ version })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The newest version whose last load came to its end; undefined: there is none. */
export async function newestLoaded(db: Kysely<RegistryDatabase>): Promise<number | undefined> {
  const row = await db
    .selectFrom("registry_load")
    .select((select) => select.fn.max("version").as("version"))
    .executeTakeFirst();
  return row?.version ?? undefined;
}
