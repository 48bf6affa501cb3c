import { contractFields, contractSchema, RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { getNamedType, isInterfaceType, isObjectType } from "graphql";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  CARD_FIELDS,
  erasedColumns,
  fieldsByColumn,
  recordColumns,
  versionedColumns,
  writtenColumns,
} from "../../src/catalogue/record/record-columns.js";
import { startHub, type TestHub } from "./support/hub.js";

interface TableColumn {
  readonly column: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly isGenerated: boolean;
}

/** What a version has of its own. */
const OF_VERSIONS = ["latest_visibility", "known_from", "known_to", "changed", "erased"];

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(async () => await hub.stop());

async function columnsOf(table: string): Promise<ReadonlyMap<string, TableColumn>> {
  const { rows } = await sql<TableColumn>`
    select column_name as column, udt_name as type, is_nullable = 'YES' as "isNullable", is_generated = 'ALWAYS' as "isGenerated"
    from information_schema.columns where table_name = ${table}`.execute(hub.db);
  return new Map(rows.map((row) => [row.column, row]));
}

test("the list names every column of the migrated table, and those that the database generates as such", async () => {
  const migrated = await columnsOf("record");
  expect([...migrated.keys()].toSorted()).toEqual(Object.keys(recordColumns).toSorted());
  const generated = [...migrated.values()].filter(({ isGenerated }) => isGenerated).map(({ column }) => column);
  expect(Object.keys(recordColumns).filter((name) => !writtenColumns.includes(name))).toEqual(generated);
});

test("a version has the columns that the list says it keeps, of the same types, and its own", async () => {
  const [record, version] = await Promise.all([columnsOf("record"), columnsOf("record_version")]);
  expect([...version.keys()].toSorted()).toEqual([...versionedColumns, ...OF_VERSIONS].toSorted());
  const types = (table: ReadonlyMap<string, TableColumn>) => versionedColumns.map((name) => table.get(name)?.type);
  expect(types(version)).toEqual(types(record));
});

test("what an erased version is left with, its table takes", async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select (r).* from (
      select jsonb_populate_record(null::record_version, jsonb_build_object(${sql.join(
        erasedColumns.flatMap(([name, left]) => [sql.lit(name), sql`(${left})::text`]),
      )})) as r
    ) as erased`.execute(hub.db);
  const version = await columnsOf("record_version");
  const taken = erasedColumns.filter(([name]) => rows[0]?.[name] !== null || version.get(name)?.isNullable === true);
  expect(taken.map(([name]) => name)).toEqual(erasedColumns.map(([name]) => name));
  const kept = versionedColumns.filter((name) => !erasedColumns.some(([erased]) => erased === name));
  expect(kept).toEqual(["id", "partner", "kind", "type_name", "visibility", "version", "updated_at"]);
});

test.for(RECORD_KINDS)("columns and card hold every field of %s that the catalogue answers", (kind) => {
  const held = new Set([
    ...CARD_FIELDS,
    ...[...fieldsByColumn.values()].flatMap((fields) => (fields[kind] ?? []).map((path) => path.split(".")[0])),
  ]);
  const answered = contractFields(kind).filter(({ catalogue }) => catalogue);
  expect(answered.map(({ name }) => name).filter((name) => !held.has(name))).toEqual([]);
});

test("every field that a column or the card names is one of the contract's", () => {
  const named = [...fieldsByColumn].flatMap(([column, fields]) =>
    RECORD_KINDS.flatMap((kind) => (fields[kind] ?? []).map((path) => ({ column, kind, path }))),
  );
  expect(named.filter(({ kind, path }) => !isInContract(kind, path))).toEqual([]);
  expect(CARD_FIELDS.filter((name) => !RECORD_KINDS.some((kind) => isInContract(kind, name)))).toEqual([]);
  expect(named.length).toBeGreaterThan(RECORD_KINDS.length);
});

function isInContract(kind: RecordKind, path: string): boolean {
  let type: unknown = contractSchema.getType(kind);
  for (const step of path.split(".")) {
    const field = isInterfaceType(type) || isObjectType(type) ? type.getFields()[step] : undefined;
    if (!field) return false;
    type = getNamedType(field.type);
  }
  return true;
}
