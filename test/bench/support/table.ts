import { recordTable } from "./results.ts";

const MIN_WIDTH = 8;

/** Prints the headings of a table, and gives what prints a row as soon as it is known. Numbers are rounded to one digit. */
export function startTable(...headings: readonly string[]): (...cells: readonly (string | number)[]) => void {
  const print = (cells: readonly (string | number)[]): void => {
    const padded = cells.map((cell, column) => {
      const text = typeof cell === "number" && !Number.isInteger(cell) ? cell.toFixed(1) : String(cell);
      return text.padStart(Math.max(headings[column]?.length ?? 0, MIN_WIDTH));
    });
    process.stdout.write(`${padded.join("  ")}\n`);
  };
  const record = recordTable(headings.map((heading) => heading.trim()));
  print(headings);
  return (...cells) => {
    record(cells);
    print(cells);
  };
}
