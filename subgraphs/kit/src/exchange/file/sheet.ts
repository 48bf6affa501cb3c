import { isFormulaError } from "./formula-errors.js";

/**
 * What a cell's text does not tell of it: that it shows an error, has a formula of which no result was kept, is a date by its
 * format, or a number that is none, in a workbook that counts days from 1900 or from 1904.
 */
export type CellNote = "ERROR" | "FORMULA_WITHOUT_RESULT" | "DATE" | "NUMBER" | "NUMBER_1904";

/** A row of a sheet, its cells as texts from the first column on. */
export interface SheetRow {
  /** As a spreadsheet counts, from 1, headers and empty rows included; of a calendar the event. */
  readonly number: number;
  readonly cells: readonly string[];
  /** By the index of the cell; undefined: the format has texts only. */
  readonly notes?: ReadonlyMap<number, CellNote>;
}

/** What was read of a CSV file, a worksheet or a calendar. */
export interface Sheet {
  /** Of the worksheet; undefined for a format without sheets. */
  readonly name: string | undefined;
  /** The row of headers among them; rows without any text are left out. */
  readonly rows: readonly SheetRow[];
}

/** A cell that is only this empties the field; nothing at all leaves it as it is. */
export const CLEAR = "-";

/** What a row begins with that is not to be read. */
export const REMARK = "# ";

const FORMULA = /^[=+\-@\t\r]/;
const APOSTROPHES = /^'+/;
/** A formula that only says that its result is a text, as people write it in CSV files: ="007". */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/;

/** A text as a cell that is taken neither for a formula nor for one that failed: with an apostrophe before =, +, - or @, and #N/B. */
export function escapeFormula(text: string): string {
  return isTakenForFormula(text.replace(APOSTROPHES, "")) ? `'${text}` : text;
}

/** The text of a cell, without the apostrophe that {@link escapeFormula} puts there. */
export function unescapeFormula(cell: string): string {
  const bare = cell.replace(APOSTROPHES, "");
  if (bare !== cell) return isTakenForFormula(bare) ? cell.slice(1) : cell;
  return TEXT_FORMULA.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
}

/**
 * A cell as it came, to be given back in a sheet: whoever reads that again reads what stood there, and no spreadsheet takes it for a formula but
 * for one that says nothing but a text.
 */
export function givenBack(cell: string): string {
  const text = tidy(cell);
  if (text === CLEAR || isFormulaError(text) || TEXT_FORMULA.test(text)) return cell;
  return escapeFormula(unescapeFormula(cell));
}

function isTakenForFormula(text: string): boolean {
  return FORMULA.test(text) || isFormulaError(text.trim());
}

/** A cell with line breaks as texts have them, and without spaces around it; a first line that is empty keeps its place. */
export function tidy(cell: string): string {
  return cell
    .replaceAll(/\r\n?/g, "\n")
    .trimEnd()
    .replace(/^[^\S\n]+/, "");
}
