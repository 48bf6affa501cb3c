import type { Command } from "../../desk/command.js";
import type { CellProblem } from "../sheets/cell-problem.js";
import type { SheetDefinition } from "../sheets/sheet-kinds.js";
import type { ImportRow } from "./import-row.js";

/** A row, what is to be done for it, and what is wrong with it. */
export interface PlannedRow {
  readonly row: ImportRow;
  readonly definition: SheetDefinition;
  /** The record's; undefined: it is not known. */
  id: string | undefined;
  /** What a row without an id may be called instead, when another one is called so; undefined: it has an id. */
  readonly otherId: string | undefined;
  readonly problems: CellProblem[];
  readonly warnings: CellProblem[];
  /** What a good row does; undefined: nothing, since all is so already. */
  intent: "CREATE" | "CHANGE" | "APPEND" | undefined;
}

/** A command, and the rows that it is for. */
export interface PlannedCommand {
  readonly command: Command;
  readonly rows: readonly PlannedRow[];
}

export interface Plan {
  readonly rows: readonly PlannedRow[];
  /** Of the rows without problems: records first, then measures, then what is appended. */
  readonly commands: readonly PlannedCommand[];
}
