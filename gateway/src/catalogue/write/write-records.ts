import { type Insertable, sql, type Transaction } from "kysely";
import type { HubDatabase, RecordTable } from "../database/database.js";
import type { PreparedRecord } from "../record/prepare-record.js";
import { RecordError } from "../record/record-error.js";
import { rowOf } from "../record/record-row.js";

type Store = Transaction<HubDatabase>;
type Row = Insertable<RecordTable>;

/** As many rows as one statement's parameters take with ease. */
const ROWS_PER_STATEMENT = 200;
/** PostgreSQL's classes of errors that lie in the data: data exception, constraint violation, program limit exceeded. */
const DATA_ERRORS = ["22", "23", "54"];

/** What a record has that its owner does not count itself. */
export interface CountedState {
  readonly version: number;
  readonly updatedAt: Date;
}

/** Writes records and gives those that the database would not take. */
export async function writeRecords(
  store: Store,
  records: readonly PreparedRecord[],
  stateOf: (id: string) => CountedState,
  epoch: string,
): Promise<readonly RecordError[]> {
  const rows = records.map((record) => {
    const { version, updatedAt } = record.content;
    const counted = stateOf(record.id);
    return rowOf(record, {
      version: typeof version === "number" ? version : counted.version,
      updatedAt: typeof updatedAt === "string" ? updatedAt : counted.updatedAt.toISOString(),
      epoch,
    });
  });
  const refused: RecordError[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    refused.push(...(await writeRows(store, rows.slice(start, start + ROWS_PER_STATEMENT))));
  }
  return refused;
}

/** All rows together; one by one when there is one among them that the database does not take. */
async function writeRows(store: Store, rows: readonly Row[]): Promise<readonly RecordError[]> {
  await sql`savepoint before_rows`.execute(store);
  try {
    await upsert(store, rows);
    await sql`release savepoint before_rows`.execute(store);
    return [];
  } catch (error) {
    if (!isDataError(error)) throw error;
    await sql`rollback to savepoint before_rows`.execute(store);
    if (rows.length === 1)
      return rows.map(({ id }) => new RecordError(id, "NOT_STORABLE", `The database refused it: ${error.message}`));
  }
  const refused: RecordError[] = [];
  for (const row of rows) refused.push(...(await writeRows(store, [row])));
  return refused;
}

async function upsert(store: Store, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== "id");
  const overwrite = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));
  await store
    .insertInto("record")
    .values([...rows])
    .modifyEnd(sql`on conflict (id) do update set ${overwrite}`)
    .execute();
}

function isDataError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && DATA_ERRORS.includes(String(error.code).slice(0, 2));
}

/** Replaces the links of these records. */
export async function writeLinks(store: Store, records: readonly PreparedRecord[]): Promise<void> {
  if (records.length === 0) return;
  await store
    .deleteFrom("link")
    .where("source", "=", sql<string>`any(${records.map(({ id }) => id)}::text[])`)
    .execute();
  const rows = records.flatMap(({ id, links }) =>
    links.map((link, position) => ({ source: id, rel: link.rel, target: link.id, position })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into link (source, rel, target, position)
    select source, rel, target, position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (source text, rel text, target text, position integer)
    order by source, position
    on conflict (source, rel, target) do nothing`.execute(store);
}
