import type { RecordInput } from "../../model/inputs.js";
import type { RowPlace } from "../sheets/file-row.js";
import type { CellProblem } from "../sheets/cell-problem.js";
import type { SheetKind } from "../../model/sheet-kind.js";

/** What a row has to say of a record, or of a row that belongs to one. */
export interface RowReading {
  /** The fields to be set; null empties one. Without fields it says what is kept already. */
  readonly patch: RecordInput;
  /** Columns that say something other than what is kept. */
  readonly columns: readonly string[];
  readonly problems: readonly CellProblem[];
  readonly warnings: readonly CellProblem[];
}

/** A row of a file, whatever its format. */
export interface ImportRow {
  readonly place: RowPlace;
  readonly kind: SheetKind;
  /** As it stands there: a whole id, or its last part; for a follow-up or an assessment its own id. */
  readonly id: string | undefined;
  /** The record that the row belongs to, as it stands there. */
  readonly owner: string | undefined;
  readonly version: number | undefined;
  readonly draft: boolean | undefined;
  /** What is wrong with it before it is compared with anything. */
  readonly problems: readonly CellProblem[];
  /** What is worth a second look before it is compared with anything. */
  readonly warnings: readonly CellProblem[];
  /** Whether it only calls off an event that is kept: where none is, it does nothing. */
  readonly cancels: boolean;
  /** Compares the row with what is kept; undefined: nothing is. `unit`: of the indicator that an observation belongs to. */
  read(kept: RecordInput | undefined, unit?: string): RowReading;
  /** The column in which a field of the desk stands: title.NL is in title.nl. */
  columnOf(field: string): string;
}
