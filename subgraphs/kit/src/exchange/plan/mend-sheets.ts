import { givenBack } from "../file/sheet.js";
import { writeCsv } from "../formats/write-csv.js";
import type { CellProblem } from "../sheets/cell-problem.js";
import type { FileTable } from "../sheets/file-row.js";
import { MEND_HEADER } from "../sheets/sheet-rows.js";

/** A sheet with the rows that were refused, as they came, to be mended and imported again. */
export interface MendSheet {
  /** Says what the rows are, so that the import knows it again. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A row that was refused, and its cells as they came. */
export interface BadRow {
  readonly sheet: string | undefined;
  readonly problems: readonly CellProblem[];
  readonly raw: readonly string[];
}

/** Of each sheet with bad rows one: its own columns, and one more that says what is wrong. */
export function mendSheets(tables: readonly FileTable[], bad: readonly BadRow[]): MendSheet[] {
  return tables.flatMap(({ sheet, kind, headers }) => {
    const own = bad.filter((row) => row.sheet === sheet);
    if (own.length === 0) return [];
    // What was explained when the sheet came is explained anew.
    const at = headers.findIndex((header) => header.trim() === MEND_HEADER);
    const without = (cells: readonly string[]): readonly string[] => cells.filter((_cell, index) => index !== at);
    const kept = without(headers);
    const rows = own.map(({ raw, problems }) => {
      const cells = without(raw);
      const why = problems.map(
        ({ column, message, mend }) => `${column === "" ? "" : `${column}: `}${message} ${mend}`,
      );
      return [...kept.map((_header, index) => givenBack(cells[index] ?? "")), why.join("\n")];
    });
    return [{ name: `${kind}-mend.csv`, bytes: writeCsv([[...kept.map(givenBack), MEND_HEADER], ...rows]) }];
  });
}
