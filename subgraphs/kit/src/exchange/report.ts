import type { MendSheet } from "./plan/mend-sheets.js";
import type { FileTable } from "./sheets/file-row.js";
import type { CellProblem } from "./sheets/cell-problem.js";
import type { SheetKind } from "../model/sheet-kind.js";

/** What becomes of a row: CREATED a record, CHANGED one, APPENDED to one; BAD: it is refused. */
export const ROW_OUTCOMES = ["CREATED", "CHANGED", "APPENDED", "UNCHANGED", "BAD"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** A column's value before and after, as a cell would show it; empty: there is none. */
export interface ColumnChange {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What becomes of a row of the file. */
export interface RowReport {
  /** Name of the worksheet, or of the list in JSON; undefined: the format has none. */
  readonly sheet: string | undefined;
  /** As a spreadsheet counts, from 1 with the headers; of a list or a calendar the place in it. */
  readonly row: number;
  readonly kind: SheetKind;
  /** The record's id; undefined: it is not known. */
  readonly id: string | undefined;
  readonly outcome: RowOutcome;
  readonly changes: readonly ColumnChange[];
  readonly problems: readonly CellProblem[];
  /** What is worth a second look, and is written all the same. */
  readonly warnings: readonly CellProblem[];
}

/** What an import does, or would do. */
export interface ImportReport {
  /** Whether anything was written. */
  readonly written: boolean;
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<RowOutcome, number>>;
  readonly rows: readonly RowReport[];
  /** What was not read, and why. */
  readonly notices: readonly string[];
  /** The tables of the file with their headers, where the format has them. */
  readonly tables: readonly FileTable[];
  /** Sheets with the rows that are refused, of a format that has sheets. */
  readonly mend: readonly MendSheet[];
}
