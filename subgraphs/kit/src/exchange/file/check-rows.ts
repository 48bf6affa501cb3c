import { ExchangeError } from "./exchange-error.js";
import type { ExchangeLimits } from "./limits.js";
import type { SheetRow } from "./sheet.js";

/** The rows that have any text, when they are within the limits. */
export function checkRows(rows: readonly SheetRow[], limits: ExchangeLimits): SheetRow[] {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  checkRowCount(filled.length - 1, limits);
  for (const { number, cells } of filled) {
    const width = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
    if (width > limits.maxColumns) {
      throw new ExchangeError({
        code: "TOO_MANY_COLUMNS",
        expected: `at most ${limits.maxColumns} columns`,
        came: `${width} in row ${number}`,
        mend: "Remove columns that are not to be imported, or check the separator.",
      });
    }
    const longest = cells.findIndex((cell) => cell.length > limits.maxCellLength);
    if (longest >= 0) {
      throw new ExchangeError({
        code: "CELL_TOO_LONG",
        expected: `at most ${limits.maxCellLength} characters in a cell`,
        came: `${cells[longest]?.length} in row ${number}, column ${longest + 1}`,
        mend: "Shorten the text, or check that every quotation mark is closed.",
      });
    }
  }
  return filled;
}

/** @throws ExchangeError when a file has more rows than may be. */
export function checkRowCount(count: number, limits: ExchangeLimits): void {
  if (count <= limits.maxRows) return;
  throw new ExchangeError({
    code: "TOO_MANY_ROWS",
    expected: `at most ${limits.maxRows} rows`,
    came: count === limits.maxRows + 1 ? "more" : String(count),
    mend: "Divide the file, and import one part after the other.",
  });
}
