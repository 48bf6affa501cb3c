import type { SheetToWrite } from "./xlsx/write-workbook.js";
import { parseNumber } from "../sheets/numbers.js";
import type { FilledSheet } from "../sheets/fill-sheet.js";
import { escapeFormula } from "../file/sheet.js";
import type { SheetKind } from "../../model/sheet-kind.js";
import { SHEET_TITLES } from "../sheets/sheet-names.js";

/** A sheet as texts, none of which a spreadsheet takes for a formula. */
export function textRows({ columns, rows }: FilledSheet): string[][] {
  const escaped = rows.map((row) =>
    row.map((cell, index) => (columns[index]?.type === "number" ? cell : escapeFormula(cell))),
  );
  return [columns.map(({ name }) => name), ...escaped];
}

/** A sheet for a workbook: numbers as numbers, dates as texts, and lists to choose from. */
export function sheetToWrite(kind: SheetKind, sheet: FilledSheet): SheetToWrite {
  const { columns } = sheet;
  const [headers = [], ...rows] = textRows(sheet);
  return {
    name: SHEET_TITLES[kind],
    rows: [headers, ...rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]?.type === "number")))],
    textColumns: new Set(columns.flatMap(({ type }, index) => (type === "date" || type === "day" ? [index] : []))),
    allowed: columns.map(({ type, allowed }) => (type === "choice" ? allowed : undefined)),
  };
}

function cellOf(cell: string, isNumber: boolean): string | number | null {
  if (cell === "") return null;
  const value = isNumber ? parseNumber(cell) : cell;
  return typeof value === "number" ? value : cell;
}
