import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import { RECORD_TABLES } from "../../storage/migrations/triggers.js";
import type { DeskSnapshot } from "../command.js";
import type { MeasureInput } from "../../model/inputs.js";
import { fieldsOf, rowsOfKind } from "../../model/model.js";
import type { FieldTable } from "../../model/field.js";
import type { RowType } from "../../model/row-type.js";
import { typed } from "../../model/stored.js";
import { textArray } from "../../storage/text-array.js";

type Row = Readonly<Record<string, unknown>>;

/** Keeps other writers off records until the transaction ends. */
export async function lockRecord(em: EntityManager, kind: RecordKind, id: string): Promise<void> {
  await em.execute(`select from ${RECORD_TABLES[kind]} where id = ? for update`, [id]);
}

/** A record with its rows, as its owner keeps it; null: there is none. One statement. */
export async function readSnapshot(em: EntityManager, kind: RecordKind, id: string): Promise<DeskSnapshot | null> {
  return (await readSnapshots(em, kind, [id])).get(id) ?? null;
}

/** Records of a kind by id. One statement. */
export async function readSnapshots(
  em: EntityManager,
  kind: RecordKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeskSnapshot>> {
  const rows = [...rowsOfKind(kind)].map(
    ([field, { table, owner }]) =>
      `(select coalesce(jsonb_agg(to_jsonb(t) order by t.seq), '[]') from ${table} t where t.${owner}_id = r.id) as "${field}"`,
  );
  const found = await em.execute<Row[]>(
    `select ${["to_jsonb(r) as record", ...rows].join(", ")} from ${RECORD_TABLES[kind]} r where r.id = any(?::text[])`,
    [textArray(ids)],
  );
  return new Map(
    found.map((row) => {
      const snapshot = snapshotOf(kind, row);
      return [snapshot.id, snapshot];
    }),
  );
}

function snapshotOf(kind: RecordKind, { record, ...rows }: Row): DeskSnapshot {
  const columns = camelCased(record as Row);
  const content = Object.fromEntries(
    Object.entries(fieldsOf(kind)).flatMap(([field, { sort }]) => {
      const value = sort.rows ? typedRows(sort.rows, rows[field] as readonly Row[]) : typed(columns[field]);
      return value === undefined ? [] : [[field, value]];
    }),
  );
  return {
    id: String(columns["id"]),
    kind,
    version: Number(columns["version"]),
    draft: columns["draft"] === true,
    withdrawnAt: instantOf(columns["withdrawnAt"]),
    updatedAt: instantOf(columns["updatedAt"]) ?? "",
    content,
  };
}

function typedRows({ appended, fields }: RowType, rows: readonly Row[]): readonly unknown[] {
  const plain = rows.map(camelCased);
  return appended ? plain.map((row) => typed(withoutKeys(row, fields))) : treeOf(plain, fields, null);
}

/** The tree of measures; `measures` stands only where there are some. */
function treeOf(rows: readonly Row[], fields: FieldTable, above: unknown): MeasureInput[] {
  return rows
    .filter((row) => (row["parentRef"] ?? null) === above)
    .map((row) => {
      const below = treeOf(rows, fields, row["ref"]);
      const own = typed(withoutKeys(row, fields)) as MeasureInput;
      return { ...own, ...(below.length > 0 ? { measures: below } : {}) };
    });
}

/** What was typed of a row, without the columns that place it. */
function withoutKeys(row: Row, fields: FieldTable): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => Object.hasOwn(fields, name)));
}

function camelCased(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

function instantOf(value: unknown): string | null {
  return typeof value === "string" ? new Date(value).toISOString() : null;
}
