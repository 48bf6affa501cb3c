import { RECORD_KINDS, type RecordKind } from "@segpol/schema/values";
import { type FieldTable, shapesOf } from "../../model/field.js";
import { fieldsOf, MODEL, type RecordModel, rowsOfKind } from "../../model/model.js";
import type { RowType } from "../../model/row-type.js";
import type { Shapes } from "../../model/shape.js";
import { OWNER_COLUMNS, RECORD_COLUMNS } from "../../model/sheet-columns.js";
import { RECORD_SHEETS, SHEET_KINDS, type SheetKind } from "../../model/sheet-kind.js";

/** What the rows of a sheet are, and what they are made of. */
export interface SheetDefinition {
  readonly kind: SheetKind;
  /** The kind of the record that a row is, or belongs to. */
  readonly record: RecordKind;
  /** Undefined: a row is a record. Otherwise the record's field that a row is added to, and what the rows are. */
  readonly rowsOf: string | undefined;
  readonly rows: RowType | undefined;
  /** What identifies the row, before its fields. */
  readonly leading: FieldTable;
  readonly table: FieldTable;
  /** How the fields are spread over columns. */
  readonly fields: Shapes;
  /** Columns without which no row can be made. */
  readonly required: readonly string[];
}

function definition(
  kind: SheetKind,
  record: RecordKind,
  leading: FieldTable,
  table: FieldTable,
  of: { readonly rowsOf: string; readonly rows: RowType } | undefined,
): SheetDefinition {
  const required = Object.keys(table).filter((name) => table[name]?.presence === "REQUIRED");
  return { kind, record, rowsOf: of?.rowsOf, rows: of?.rows, leading, table, fields: shapesOf(table), required };
}

/** The sheets of a model: of each kind of record, then of the rows that belong to it. */
export function sheetsOf(model: RecordModel): ReadonlyMap<SheetKind, SheetDefinition> {
  const sheets = RECORD_KINDS.flatMap((record) => [
    definition(RECORD_SHEETS[record], record, RECORD_COLUMNS, fieldsOf(record, model), undefined),
    ...[...rowsOfKind(record, model)].map(([rowsOf, rows]) => {
      const leading = { [rows.owner]: OWNER_COLUMNS[rows.owner] };
      return definition(rows.sheet, record, leading, { ...rows.sheetColumns, ...rows.fields }, { rowsOf, rows });
    }),
  ]);
  return new Map(sheets.map((sheet) => [sheet.kind, sheet]));
}

const SHEETS = sheetsOf(MODEL);

/** The definition of a kind of sheet. */
export function sheetDefinition(kind: SheetKind): SheetDefinition {
  const sheet = SHEETS.get(kind);
  if (!sheet) throw new Error(`Expected a sheet of the model; got ${kind}.`);
  return sheet;
}

/** The kinds of sheet that a partner can fill: of the records it keeps, and of the rows that belong to them. */
export function sheetKindsFor(records: readonly RecordKind[]): SheetKind[] {
  return SHEET_KINDS.filter((kind) => records.includes(sheetDefinition(kind).record));
}

/** The column that names the record a row belongs to. */
export function ownerColumn({ record }: SheetDefinition): "recommendation" | "indicator" {
  return record === "LegitimacyIndicator" ? "indicator" : "recommendation";
}
