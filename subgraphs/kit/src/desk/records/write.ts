import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import type { RecordClass } from "../../records/record-class.js";
import type { MeasureSeed } from "../../model/seed.js";
import {
  appendRows as insertAppended,
  insertRecord,
  insertRowsOf,
  measureRows,
  newColumns,
} from "../../records/write-record.js";
import { RECORD_TABLES } from "../../storage/migrations/triggers.js";
import type { RecordInput } from "../../model/inputs.js";
import type { AppendedField } from "../../model/model.js";
import { MEASURES } from "../../model/row-types.js";
import { stored } from "../../model/stored.js";
import { textArray } from "../../storage/text-array.js";

/** A record that is to be made. */
export interface NewRecord {
  readonly code: string;
  readonly kind: RecordKind;
  readonly recordClass: RecordClass;
  readonly id: string;
  readonly draft: boolean;
  readonly content: RecordInput;
}

/** Makes a record with its rows. */
export async function writeNewRecord(em: EntityManager, record: NewRecord): Promise<void> {
  const { code, kind, recordClass, id, draft, content } = record;
  const values = { ...(stored(content) as RecordInput), id, draft };
  await insertRecord(em, recordClass, newColumns(code, kind, values));
  await insertRowsOf(em, kind, values);
}

/** Sets columns of a record; null empties one. */
export async function writeColumns(
  em: EntityManager,
  recordClass: RecordClass,
  id: string,
  columns: RecordInput,
): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await em.nativeUpdate(recordClass, { id }, stored(columns) as never, { filters: false });
}

/** The columns of a measure that are written, by the names of its fields. */
const MEASURE_COLUMNS = [
  { name: "recommendationId", column: "recommendation_id", type: "text" },
  { name: "parentRef", column: "parent_ref", type: "text" },
  ...Object.entries(MEASURES.rows.fields).flatMap(([name, { sort }]) =>
    sort.column ? [{ name, column: columnName(name), type: sort.column }] : [],
  ),
] as const;

function columnName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Puts a tree of measures in the place of another: rows keep their refs, and get the order of the tree. */
export async function writeMeasures(em: EntityManager, id: string, measures: readonly MeasureSeed[]): Promise<void> {
  const rows = measureRows(measures, id, null);
  for (const row of rows) {
    await em.execute(
      `insert into measure (${MEASURE_COLUMNS.map(({ column }) => column).join(", ")})
       values (${MEASURE_COLUMNS.map(({ type }) => `?::${type}`).join(", ")})
       on conflict (recommendation_id, ref)
       do update set ${MEASURE_COLUMNS.map(({ column }) => `${column} = excluded.${column}`).join(", ")}, seq = default`,
      MEASURE_COLUMNS.map(({ name, type }) => (type === "jsonb" ? JSON.stringify(row[name]) : row[name])),
    );
  }
  await em.execute("delete from measure where recommendation_id = ? and not (ref = any(?::text[]))", [
    id,
    textArray(rows.map(({ ref }) => ref)),
  ]);
}

/** Appends rows to a record. */
export async function appendRows(
  em: EntityManager,
  id: string,
  field: AppendedField,
  rows: readonly unknown[],
): Promise<void> {
  await insertAppended(em, id, field, rows.map(stored) as RecordInput[]);
}

/** Takes a record from readers, or gives it back to them. */
export async function writeState(
  em: EntityManager,
  kind: RecordKind,
  id: string,
  state: { readonly draft: boolean; readonly withdrawn: boolean },
): Promise<void> {
  await em.execute(
    `update ${RECORD_TABLES[kind]}
     set draft = ?, withdrawn_at = case when ? then coalesce(withdrawn_at, now()) end where id = ?`,
    [state.draft, state.withdrawn, id],
  );
}
