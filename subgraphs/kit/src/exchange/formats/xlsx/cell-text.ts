import type { Cell, CellValue } from "hucre/xlsx";
import type { CellNote } from "../../file/sheet.js";
import { formatNumber } from "../../sheets/numbers.js";
import { type CellFormats, dateAsShown } from "./cell-format.js";

/** A cell as text, and what the text does not tell of it. */
interface ReadCell {
  readonly text: string;
  readonly note?: CellNote | undefined;
}

/** What is the same for all cells of a workbook. */
export interface WorkbookContext {
  readonly formats: CellFormats;
  /** Whether it counts days from 1904. */
  readonly from1904: boolean;
}

/** A cell as a spreadsheet shows it, as far as its text means the same to all who read it. */
export function readCell(
  value: CellValue | undefined,
  cell: Cell | undefined,
  { formats, from1904 }: WorkbookContext,
): ReadCell {
  if (cell?.type === "error") return { text: String(value), note: "ERROR" };
  if (value === null || value === undefined) {
    return { text: "", note: cell?.formula === undefined ? undefined : "FORMULA_WITHOUT_RESULT" };
  }
  if (typeof value === "boolean") return { text: value ? "yes" : "no" };
  if (typeof value === "string") return { text: value };
  const format = formats.of(cell?.style?.numFmt);
  if (value instanceof Date) {
    return { text: Number.isNaN(value.getTime()) ? "" : dateAsShown(value, format, from1904), note: "DATE" };
  }
  if (format.percent) return { text: `${formatNumber(asShown(value * 100))} %` };
  return { text: formatNumber(asShown(value)), note: from1904 ? "NUMBER_1904" : "NUMBER" };
}

/** To as many digits as spreadsheets show: in binary fractions 0.1 and 0.2 are a little more than 0.3. */
function asShown(value: number): number {
  return Number(value.toPrecision(15));
}
