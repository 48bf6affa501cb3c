import type { RecordInput } from "../../model/inputs.js";
import type { CellProblem } from "./cell-problem.js";
import type { Cells } from "./codec.js";
import type { SheetKind } from "../../model/sheet-kind.js";

/** Where a row stands in the file. */
export interface RowPlace {
  /** Name of the worksheet; undefined for a format without sheets. */
  readonly sheet: string | undefined;
  readonly row: number;
}

export interface RowInFile {
  readonly place: RowPlace;
  /** What is wrong with it by itself. */
  readonly problems: readonly CellProblem[];
  /** What is worth a second look in it by itself. */
  readonly warnings: readonly CellProblem[];
}

/** A row of a sheet. */
export interface SheetFileRow extends RowInFile {
  readonly is: "cells";
  readonly kind: SheetKind;
  /** By the names of their columns; an empty cell empties a field. */
  readonly cells: Cells;
  /** As they came, in the order of the headers. */
  readonly raw: readonly string[];
}

/** A table of a file: its headers, and what each means. */
export interface FileTable {
  /** Name of the worksheet; undefined for a format without sheets. */
  readonly sheet: string | undefined;
  readonly kind: SheetKind;
  readonly headers: readonly string[];
  /** The column that each header means; null: it is not read. */
  readonly columns: readonly (string | null)[];
}

/** What somebody says that a header means, which does not say so by itself. */
export interface HeaderMeaning {
  readonly header: string;
  /** Name of a column, such as title.nl. */
  readonly column: string;
}

/** A record in JSON. */
export interface RecordFileRow extends RowInFile {
  readonly is: "record";
  readonly kind: SheetKind;
  readonly record: RecordInput;
}
