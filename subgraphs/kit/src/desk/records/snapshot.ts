import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import { RECORD_TABLES } from "../../storage/triggers.js";
import type { DeskSnapshot } from "../commands/command.js";
import type { MeasureInput } from "../../model/inputs.js";
import { FIELDS } from "../validation/fields.js";
import { typed } from "./stored.js";
import { textArray } from "./text-array.js";

type Row = Readonly<Record<string, unknown>>;

/** Rows of a record: the field they stand in, their table, and the columns that are no part of what was typed. */
interface RowsOf {
  readonly field: string;
  readonly table: string;
  readonly owner: string;
}

const ROWS: Readonly<Record<RecordKind, readonly RowsOf[]>> = {
  Event: [],
  Publication: [],
  Recommendation: [
    { field: "measures", table: "measure", owner: "recommendation_id" },
    { field: "responses", table: "response", owner: "recommendation_id" },
    { field: "followUps", table: "follow_up", owner: "recommendation_id" },
    { field: "assessments", table: "assessment", owner: "recommendation_id" },
  ],
  LegitimacyIndicator: [{ field: "observations", table: "observation", owner: "indicator_id" }],
};
const NOT_TYPED: ReadonlySet<string> = new Set(["seq", "recommendationId", "indicatorId"]);

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
  const rows = ROWS[kind].map(
    ({ field, table, owner }) =>
      `(select coalesce(jsonb_agg(to_jsonb(t) order by t.seq), '[]') from ${table} t where t.${owner} = r.id) as "${field}"`,
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
    Object.keys(FIELDS[kind]).flatMap((field) => {
      const value = rows[field] === undefined ? typed(columns[field]) : typedRows(field, rows[field] as readonly Row[]);
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

function typedRows(field: string, rows: readonly Row[]): readonly unknown[] {
  const plain = rows.map(camelCased);
  return field === "measures" ? treeOf(plain, null) : plain.map((row) => typed(withoutKeys(row)));
}

/** The tree of measures; `measures` stands only where there are some. */
function treeOf(rows: readonly Row[], above: unknown): MeasureInput[] {
  return rows
    .filter((row) => (row["parentRef"] ?? null) === above)
    .map(({ ref, text, weight }) => {
      const below = treeOf(rows, ref);
      return { ref, text, weight, ...(below.length > 0 ? { measures: below } : {}) } as MeasureInput;
    });
}

function withoutKeys(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !NOT_TYPED.has(name)));
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
