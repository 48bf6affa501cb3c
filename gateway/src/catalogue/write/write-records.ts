import { sql, type Transaction } from "kysely";
import type { HubDatabase } from "../database/tables.js";
import type { PreparedRecord } from "../record/prepare-record.js";
import { RecordError } from "../record/record-error.js";
import { rowOf, type RowInput, writtenColumns } from "../record/record-columns.js";

type Tx = Transaction<HubDatabase>;

/** As many rows as one statement's parameters take with ease. */
const ROWS_PER_STATEMENT = 200;
/** PostgreSQL's classes of errors that lie in the data: data exception, constraint violation, program limit exceeded. */
const DATA_ERRORS = ["22", "23", "54"];

/** What a record has that its owner does not count itself. */
export type CountedState = Pick<RowInput, "version" | "updatedAt">;

/** Writes records and gives those that the database would not take. */
export async function writeRecords(
  tx: Tx,
  records: readonly PreparedRecord[],
  stateOf: (id: string) => CountedState,
  epoch: string,
): Promise<readonly RecordError[]> {
  const rows = records.map((record) => ({ record, epoch, ...stateOf(record.id) }));
  const refused: RecordError[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    refused.push(...(await writeRows(tx, rows.slice(start, start + ROWS_PER_STATEMENT))));
  }
  return refused;
}

/** All rows together; one by one when there is one among them that the database does not take. */
async function writeRows(tx: Tx, rows: readonly RowInput[]): Promise<readonly RecordError[]> {
  await sql`savepoint before_rows`.execute(tx);
  try {
    await upsert(tx, rows);
    await sql`release savepoint before_rows`.execute(tx);
    return [];
  } catch (error) {
    if (!isDataError(error)) throw error;
    await sql`rollback to savepoint before_rows`.execute(tx);
    if (rows.length === 1)
      return rows.map(
        ({ record }) =>
          new RecordError(record.id, "NOT_STORABLE", {
            field: null,
            expected: "a record that the hub's database takes",
            got: `its refusal: ${error.message}`,
          }),
      );
  }
  const refused: RecordError[] = [];
  for (const row of rows) refused.push(...(await writeRows(tx, [row])));
  return refused;
}

const COLUMNS = sql.join(writtenColumns.map((name) => sql.ref(name)));
const OVERWRITE = sql.join(
  writtenColumns.filter((name) => name !== "id").map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
);

async function upsert(tx: Tx, rows: readonly RowInput[]): Promise<void> {
  const values = rows.map((row) => sql`(${sql.join(rowOf(row))})`);
  await sql`
    insert into record (${COLUMNS}) values ${sql.join(values)} on conflict (id) do update set ${OVERWRITE}`.execute(tx);
}

function isDataError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && DATA_ERRORS.includes(String(error.code).slice(0, 2));
}

/** Replaces the links of these records. */
export async function writeLinks(tx: Tx, records: readonly PreparedRecord[]): Promise<void> {
  if (records.length === 0) return;
  await tx
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
    on conflict (source, rel, target) do nothing`.execute(tx);
}
