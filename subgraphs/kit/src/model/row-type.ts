import { z } from "zod";
import type { FieldTable } from "./field.js";
import type { ObjectSort } from "./object-sort.js";
import type { RowSheetKind } from "./sheet-kind.js";
import type { ObjectType, Sort } from "./sort.js";

/** Where rows that belong to a record stand, in the database and in sheets. */
export interface RowPlace {
  readonly table: string;
  /** The record that a row belongs to: the table has its id in `<owner>_id`, a sheet in the column of that name. */
  readonly owner: "recommendation" | "indicator";
  readonly sheet: RowSheetKind;
  /** Columns that a sheet has before those of the fields. */
  readonly sheetColumns?: FieldTable;
  /** What two rows have in common that speak of the same thing, where they have no id. */
  readonly sameBy: readonly string[];
}

/** Rows that belong to a record and stand in a table of their own. */
export interface RowType extends RowPlace, ObjectType {
  /** Whether rows are only ever appended. Otherwise they are replaced as a whole. */
  readonly appended: boolean;
}

/** Rows that are only ever appended to a record. */
export function appendedRows<F extends FieldTable>({ type, fields }: ObjectSort<F>, place: RowPlace): RowType {
  return { ...type, ...place, fields, appended: true };
}

/** A record's list of rows. */
export interface RowsSort<S extends z.ZodType> extends Sort<z.ZodArray<S>> {
  readonly rows: RowType;
}

export function rowsOf<S extends z.ZodType>(rows: RowType, schema: S, most: number): RowsSort<S> {
  return { schema: z.array(schema).max(most), type: rows, many: true, shape: undefined, column: undefined, rows };
}
