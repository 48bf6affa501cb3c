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
    return { text: Number.isNaN(value.getTime()) ? "" : dateAsShown(value, format), note: "DATE" };
  }
  // A share as it is shown: in binary fractions 0.07 times 100 is a little more than 7.
  if (format.percent) return { text: `${formatNumber(Number((value * 100).toPrecision(15)))} %` };
  return { text: formatNumber(value), note: from1904 ? "NUMBER_1904" : "NUMBER" };
}
