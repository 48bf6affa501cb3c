import { EncryptedFileError, HucreError } from "hucre";
import { type Cell, type CellValue, readXlsx } from "hucre/xlsx";
import { ExchangeError } from "../../file/exchange-error.js";
import type { ExchangeLimits } from "../../file/limits.js";
import type { CellNote, Sheet, SheetRow } from "../../file/sheet.js";
import { checkRowCount, checkRows } from "../../file/check-rows.js";
import { CellFormats } from "./cell-format.js";
import { readCell, type WorkbookContext } from "./cell-text.js";
import { checkPacked } from "./packed.js";

interface Merge {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
}

/** A worksheet as the library reads it: values by row and column, and more of those that are not plain. */
interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly merges?: readonly Merge[];
  readonly cells?: ReadonlyMap<string, Cell>;
}

/** Compound files, which Excel makes of a workbook with a password, and made of all workbooks before 2007. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads the sheets of a workbook that are not hidden. A cell that is merged with those below it fills them. */
export async function readWorkbook(bytes: Uint8Array, limits: ExchangeLimits): Promise<Sheet[]> {
  if (COMPOUND.every((byte, index) => bytes[index] === byte)) throw encrypted();
  const { sheets, dateSystem } = await readSheets(bytes, checkPacked(bytes, limits).range);
  const read: Sheet[] = [];
  const context: WorkbookContext = { formats: new CellFormats(), from1904: dateSystem === "1904" };
  let count = 0;
  for (const sheet of sheets) {
    const rows = rowsOf(sheet, context);
    for (const merge of sheet.merges ?? []) fillDown(rows, merge);
    const filled = checkRows(rows, limits);
    count += filled.length;
    checkRowCount(count - 1, limits);
    read.push({ name: sheet.name, rows: filled });
  }
  return read;
}

interface MutableRow extends SheetRow {
  readonly cells: string[];
  readonly notes: Map<number, CellNote>;
}

function rowsOf({ rows, cells }: ReadSheet, context: WorkbookContext): MutableRow[] {
  return rows.map((values, row) => {
    const notes = new Map<number, CellNote>();
    const texts = values.map((value, column) => {
      const { text, note } = readCell(value, cells?.get(`${row},${column}`), context);
      if (note !== undefined) notes.set(column, note);
      return text;
    });
    return { number: row + 1, cells: texts, notes };
  });
}

async function readSheets(
  bytes: Uint8Array,
  range: string | undefined,
): Promise<{ readonly sheets: readonly ReadSheet[]; readonly dateSystem?: "1900" | "1904" }> {
  try {
    return await readXlsx(bytes, {
      sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
      readStyles: true,
      ...(range === undefined ? {} : { range }),
    });
  } catch (error) {
    if (error instanceof EncryptedFileError) throw encrypted();
    if (error instanceof HucreError && / spans \d+ rows/.test(error.message)) throw tooSpread(error.message);
    // Not all that a broken workbook does to the reader has a type of its own.
    if (error instanceof HucreError || error instanceof RangeError || error instanceof TypeError) {
      throw new ExchangeError({
        code: "XLSX_MALFORMED",
        expected: "a workbook as .xlsx",
        came: `one that cannot be read: ${error.message.slice(0, 200)}`,
        mend: "Open it in a spreadsheet program and save it anew as .xlsx.",
      });
    }
    throw error;
  }
}

function fillDown(rows: readonly MutableRow[], { startRow, endRow, startCol }: Merge): void {
  const first = rows[startRow];
  const value = first?.cells[startCol];
  if (first === undefined || value === undefined || value === "") return;
  const note = first.notes.get(startCol);
  for (const { cells, notes } of rows.slice(startRow + 1, endRow + 1)) {
    cells[startCol] = value;
    if (note !== undefined) notes.set(startCol, note);
  }
}

function tooSpread(message: string): ExchangeError {
  return new ExchangeError({
    code: "XLSX_TOO_LARGE",
    expected: "a sheet whose cells stand near each other",
    came: message.slice(0, 200),
    mend: "Delete the cells that stand far below the others, or far to the right.",
  });
}

function encrypted(): ExchangeError {
  return new ExchangeError({
    code: "XLSX_ENCRYPTED",
    expected: "a workbook as .xlsx without a password",
    came: "one with a password, or of the older form .xls",
    mend: "Save it anew as .xlsx without a password.",
  });
}
