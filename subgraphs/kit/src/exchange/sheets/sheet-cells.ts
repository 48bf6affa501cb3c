import { isFormulaError } from "../file/formula-errors.js";
import { CLEAR, type CellNote, type SheetRow, tidy, unescapeFormula } from "../file/sheet.js";
import { type CellProblem, cellProblem, cellWarning, quoted, RowProblems } from "./cell-problem.js";
import type { Column, ColumnType } from "./columns.js";
import type { SheetFileRow } from "./file-row.js";
import { mayBeSerial, serialAsDay } from "./serial-days.js";

/** Of a cell that holds several things: more than the desk takes of any. A row is compared in one go, and nothing else is done meanwhile. */
const MAX_ENTRIES = 5_000;
const DATES: ReadonlySet<ColumnType> = new Set(["date", "day"]);
const TEXTS: ReadonlySet<ColumnType> = new Set(["text", "pairs"]);
/** Numbers of places are as long as those of days. */
const NUMBERS = /(?:^|\.)nisCode$/;

type ReadCells = Pick<SheetFileRow, "cells" | "problems" | "warnings">;

/** The cells of a row by their columns' names. `columns`: what each header means; undefined: it is not read. */
export function cellsOf(row: SheetRow, columns: readonly (Column | undefined)[]): ReadCells {
  const problems = new RowProblems();
  const warnings = new RowProblems();
  const cells = new Map<string, string>();
  for (const [index, column] of columns.entries()) {
    if (column === undefined) continue;
    const cell = tidy(row.cells[index] ?? "");
    const note = row.notes?.get(index);
    const problem = problemOf(cell, note, column);
    const { warning, text = cell } = note === undefined ? {} : look(cell, note, column);
    if (warning) warnings.add(warning);
    if (problem) problems.add(problem);
    else if (text !== "") cells.set(column.name, text === CLEAR ? "" : tidy(unescapeFormula(text)));
  }
  problems.add(...surplus(row, columns.length));
  return { cells, problems: problems.list(), warnings: warnings.list() };
}

/** One problem for all of them: a file can have thousands of rows with hundreds of cells too many. */
function surplus({ cells }: SheetRow, width: number): CellProblem[] {
  const more = cells.slice(width).filter((cell) => cell.trim() !== "");
  const [first] = more;
  if (first === undefined) return [];
  const others = more.length > 1 ? `, and ${more.length - 1} more` : "";
  const came = `${quoted(first.trim())}${others}`;
  return [cellProblem("", "CELL_WITHOUT_HEADER", "no more cells than headers", came)];
}

function problemOf(cell: string, note: CellNote | undefined, column: Column): CellProblem | undefined {
  if (note === "ERROR" || isFormulaError(cell)) {
    return cellProblem(column.name, "FORMULA_FAILED", "a value", quoted(cell));
  }
  const separator = separatorOf(column);
  if (separator && cell.length > MAX_ENTRIES && cell.split(separator).length > MAX_ENTRIES) {
    return cellProblem(column.name, "WRONG_VALUE", `at most ${MAX_ENTRIES} entries in a cell`, "more");
  }
  return undefined;
}

/** What a cell's kind says beyond its text: a warning, or another text that is meant. */
function look(
  cell: string,
  note: CellNote,
  { name, type }: Column,
): { readonly warning?: CellProblem; readonly text?: string } {
  if (note === "FORMULA_WITHOUT_RESULT") {
    return { warning: cellWarning(name, note, "the result of the formula", "none, as no program calculated it") };
  }
  if (note === "DATE" && TEXTS.has(type)) {
    return { warning: cellWarning(name, "DATE_IN_TEXT", "a text", `a cell with the date ${cell}`) };
  }
  if ((note !== "NUMBER" && note !== "NUMBER_1904") || !mayBeSerial(cell)) return {};
  const day = serialAsDay(cell, note === "NUMBER_1904");
  if (TEXTS.has(type) && !NUMBERS.test(name)) {
    return { warning: cellWarning(name, "DATE_IN_TEXT", "a text", `the number ${cell}, which may be the day ${day}`) };
  }
  if (note !== "NUMBER_1904" || !DATES.has(type)) return {};
  const came = `the number ${cell}, read as ${day}, since this workbook counts days from 1904`;
  return { warning: cellWarning(name, "DATE_FROM_1904", "a cell with the format of a date", came), text: day };
}

/** What stands between the entries of a cell that can hold several; undefined: it holds one. */
function separatorOf({ type, perLine }: Column): RegExp | undefined {
  if (type === "codes") return /[;,|\n]/;
  return perLine ? /\n/ : undefined;
}
