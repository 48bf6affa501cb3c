import { type Cell, type CellValue, writeXlsx } from "hucre/xlsx";
import { columnLetter } from "./column-letter.js";

const EXCEL_TAKES_LIST = 255;
/** Excel's format Text. */
const AS_TEXT = "@";
/** Rows below the last one that are ready to be filled in. */
const ROWS_TO_FILL_IN = 1_000;

/** A sheet to be written. */
export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  /** For each column the values that a cell can have; undefined: any. */
  readonly allowed?: readonly (readonly string[] | undefined)[];
  /** Columns, by their index, in which a spreadsheet leaves what is typed as it is: of 10/2027 it would make the first of a month. */
  readonly textColumns?: ReadonlySet<number>;
  /** Widths in characters; 24 by default. */
  readonly widths?: readonly number[];
}

/** Writes a workbook: headers in bold that stay in sight, lists to choose from, all else as text or number. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      rows: sheet.rows.map((row) => [...row]),
      columns: (sheet.rows[0] ?? []).map((_, index) => ({ width: sheet.widths?.[index] ?? 24 })),
      cells: styledCells(sheet),
      freezePane: { rows: 1 },
      dataValidations: (sheet.allowed ?? []).flatMap((values, index) =>
        values && values.join(",").length <= EXCEL_TAKES_LIST
          ? [{ type: "list" as const, values: [...values], allowBlank: true, range: wholeColumn(index) }]
          : [],
      ),
    })),
  });
}

/** The headers, and cells of columns of texts also where there is nothing yet: the library writes no style of a whole column. */
function styledCells({ rows, textColumns = new Set() }: SheetToWrite): Map<string, Partial<Cell>> {
  const headers = (rows[0] ?? []).map((value, index) => {
    return [`0,${index}`, { value, style: { font: { bold: true } } }] as const;
  });
  const texts = [...textColumns].flatMap((column) =>
    Array.from({ length: rows.length + ROWS_TO_FILL_IN - 1 }, (_, index) => {
      const value = rows[index + 1]?.[column] ?? null;
      return [`${index + 1},${column}`, { value, style: { numFmt: AS_TEXT } }] as const;
    }),
  );
  return new Map<string, Partial<Cell>>([...headers, ...texts]);
}

function wholeColumn(index: number): string {
  const letter = columnLetter(index);
  return `${letter}2:${letter}5000`;
}
