import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";

export interface UpToDateOptions {
  /** By their names, which are in their order. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Where the names of those that are done are kept; with `_lock` the table that keeps others from doing them at the same time. */
  readonly table: string;
  /** For a message: the catalogue's tables. */
  readonly what: string;
}

/** Brings tables up to date; several hubs may do so at once. @throws when a migration fails */
export async function bringUpToDate<Tables>(db: Kysely<Tables>, options: UpToDateOptions): Promise<void> {
  const { migrations, table, what } = options;
  // The migrator reads the columns of every table first, which is most of what a start asks of the database.
  if (await hasDoneAll(db, options)) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: table,
    migrationLockTableName: `${table}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error(`Expected to bring ${what} up to date; a migration failed.`, { cause: error });
}

/** Those that are done and no others: of ones that it does not know the migrator complains. */
async function hasDoneAll<Tables>(db: Kysely<Tables>, { migrations, table }: UpToDateOptions): Promise<boolean> {
  const { rows: tables } = await sql`select where to_regclass(${table}) is not null`.execute(db);
  if (tables.length === 0) return false;
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db);
  return JSON.stringify(rows.map(({ name }) => name)) === JSON.stringify(Object.keys(migrations).toSorted());
}
