import type pg from "pg";

/** Tables that are filled; what triggers keep beside them is filled with them. */
const KEEP = ["partner", "source", "history"];

/** Fills tables without the indexes that no constraint needs, and makes those again: sorted at once they take a fraction of the time. */
export async function withoutIndexes(owner: pg.ClientBase, fill: () => Promise<void>): Promise<void> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select index.relname as name, replace(pg_get_indexdef(index.oid), ' ON ONLY ', ' ON ') as definition
     from pg_index join pg_class index on index.oid = indexrelid join pg_class of_table on of_table.oid = indrelid
     where index.relnamespace = 'public'::regnamespace and not index.relispartition and of_table.relname <> all($1)
       and of_table.relname not like '%migration%' and not exists (select from pg_constraint where conindid = indexrelid)`,
    [KEEP],
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  await fill();
  await owner.query("set maintenance_work_mem = '512MB'");
  for (const { definition } of rows) await owner.query(definition);
  await owner.query("reset maintenance_work_mem");
  const { rowCount } = await owner.query("select from pg_index where not indisvalid");
  if (rowCount) throw new Error("Expected all indexes again; got some that PostgreSQL does not use.");
}
