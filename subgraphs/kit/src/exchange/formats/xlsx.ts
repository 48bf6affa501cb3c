import { EncryptedFileError, HucreError } from "hucre";
import { type CellValue, readXlsx, writeXlsx } from "hucre/xlsx";
import { ExchangeError } from "../file/exchange-error.js";
import type { ExchangeLimits } from "../file/limits.js";
import { formatNumber } from "../sheets/numbers.js";
import type { Sheet, SheetRow } from "../file/sheet.js";
import { checkRowCount, checkRows } from "../file/check-rows.js";
import { checkPacked } from "./unpacked-size.js";

/** A sheet to be written. */
export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  /** For each column the values that a cell can have; undefined: any. */
  readonly allowed?: readonly (readonly string[] | undefined)[];
  /** Widths in characters; 24 by default. */
  readonly widths?: readonly number[];
}

interface Merge {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
}

/** Compound files, which Excel makes of a workbook with a password, and made of all workbooks before 2007. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const EXCEL_TAKES_LIST = 255;

/** Reads the sheets of a workbook that are not hidden. A cell that is merged with those below it fills them. */
export async function readWorkbook(bytes: Uint8Array, limits: ExchangeLimits): Promise<Sheet[]> {
  if (COMPOUND.every((byte, index) => bytes[index] === byte)) throw encrypted();
  checkPacked(bytes, limits);
  const sheets: Sheet[] = [];
  let count = 0;
  for (const { name, rows, merges } of await sheetsOf(bytes, limits)) {
    const texts = rows.map((row) => row.map(cellText));
    for (const merge of merges ?? []) fillDown(texts, merge);
    const numbered = texts.map((cells, index): SheetRow => ({ number: index + 1, cells }));
    const filled = checkRows(numbered, limits);
    count += filled.length;
    checkRowCount(count - 1, limits);
    sheets.push({ name, rows: filled });
  }
  return sheets;
}

async function sheetsOf(
  bytes: Uint8Array,
  limits: ExchangeLimits,
): Promise<{ name: string; rows: CellValue[][]; merges?: Merge[] }[]> {
  try {
    const options = {
      sheets: ({ hidden, veryHidden }: { hidden?: boolean; veryHidden?: boolean }) => !hidden && !veryHidden,
      maxRows: limits.maxRows * 2 + 100,
    };
    return (await readXlsx(bytes, options)).sheets;
  } catch (error) {
    if (error instanceof EncryptedFileError) throw encrypted();
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

/** Writes a workbook: headers in bold that stay in sight, lists to choose from, all else as text or number. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, allowed = [], widths = [] }) => ({
      name,
      rows: rows.map((row) => [...row]),
      columns: (rows[0] ?? []).map((_, index) => ({ width: widths[index] ?? 24 })),
      cells: new Map((rows[0] ?? []).map((value, index) => [`0,${index}`, { value, style: { font: { bold: true } } }])),
      freezePane: { rows: 1 },
      dataValidations: allowed.flatMap((values, index) =>
        values && values.join(",").length <= EXCEL_TAKES_LIST
          ? [{ type: "list" as const, values: [...values], allowBlank: true, range: wholeColumn(index) }]
          : [],
      ),
    })),
  });
}

function wholeColumn(index: number): string {
  const letter = columnLetter(index);
  return `${letter}2:${letter}5000`;
}

/** A, B ... Z, AA: the name of a column in a worksheet. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnLetter(Math.floor(index / 26) - 1)}${last}`;
}

function fillDown(rows: string[][], { startRow, endRow, startCol }: Merge): void {
  const value = rows[startRow]?.[startCol];
  if (value === undefined || value === "") return;
  for (const row of rows.slice(startRow + 1, endRow + 1)) row[startCol] = value;
}

function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().replace(/\.\d+Z$/, "");
  return value;
}

function encrypted(): ExchangeError {
  return new ExchangeError({
    code: "XLSX_ENCRYPTED",
    expected: "a workbook as .xlsx without a password",
    came: "one with a password, or of the older form .xls",
    mend: "Save it anew as .xlsx without a password.",
  });
}
