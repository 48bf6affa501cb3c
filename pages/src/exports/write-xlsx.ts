import { type CellValue as SheetCell, writeXlsx } from "hucre/xlsx";
import type { CellValue } from "./list.js";

/** Excel opens no cell with more. */
const MAX_CELL = 32_767;
const WIDTH = 24;
// oxlint-disable-next-line eslint/no-control-regex -- XML has no way to write these, and Excel refuses a file with them.
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

interface Sheet {
  readonly name: string;
  /** Headings first. */
  readonly rows: readonly (readonly CellValue[])[];
}

/** A workbook with its headings in bold; texts are written as texts, never as formulas. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => row.map(sheetCell)),
      columns: (rows[0] ?? []).map(() => ({ width: WIDTH })),
      cells: new Map(
        (rows[0] ?? []).map((value, index) => [
          `0,${index}`,
          { value: sheetCell(value), style: { font: { bold: true } } },
        ]),
      ),
      freezePane: { rows: 1 },
    })),
  });
}

function sheetCell(value: CellValue): SheetCell {
  if (value == null) return null;
  if (typeof value === "number") return value;
  const text = value.replaceAll(NOT_IN_XML, "");
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text;
}
