import { type Kysely, sql } from "kysely";
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

/** Has an earlier database hold what the present one does of a partner's records, as far as it has the columns; it knows the partner. */
export async function holdAsEarlier(db: Kysely<HubDatabase>, now: Kysely<HubDatabase>, partner: string): Promise<void> {
  for (const table of ["record", "record_version"]) {
    const { rows } = await sql<{ row: object }>`
      select to_jsonb(held) as row from ${sql.table(table)} held where partner = ${partner}`.execute(now);
    const { rows: columns } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = ${table} and is_generated = 'NEVER'`.execute(
      db,
    );
    const names = sql.join(columns.map(({ name }) => sql.ref(name)));
    await sql`
      insert into ${sql.table(table)} (${names})
      select ${names} from jsonb_populate_recordset(null::${sql.table(`public.${table}`)}, ${JSON.stringify(rows.map(({ row }) => row))}::jsonb)`.execute(
      db,
    );
  }
}
