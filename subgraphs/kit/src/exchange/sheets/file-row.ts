import type { RecordInput } from "../../model/inputs.js";
import type { RowPlace } from "../plan/import-row.js";
import type { CellProblem } from "./cell-problem.js";
import type { Cells } from "./codec.js";
import type { SheetKind } from "../../model/sheet-kind.js";
import type { CalendarEvent } from "../formats/ics/calendar-event.js";

interface RowInFile {
  readonly place: RowPlace;
  /** What is wrong with it by itself. */
  readonly problems: readonly CellProblem[];
}

/** A row of a sheet. */
export interface SheetFileRow extends RowInFile {
  readonly is: "cells";
  readonly kind: SheetKind;
  /** By the names of their columns; an empty cell empties a field. */
  readonly cells: Cells;
}

/** An event of a calendar. */
export interface EventFileRow extends RowInFile {
  readonly is: "event";
  readonly id: string | undefined;
  readonly event: CalendarEvent;
}

/** A record in JSON. */
export interface RecordFileRow extends RowInFile {
  readonly is: "record";
  readonly kind: SheetKind;
  readonly record: RecordInput;
}

/** What a file says in one row: values and nothing else, so that it can come from another process. */
export type FileRow = SheetFileRow | EventFileRow | RecordFileRow;
