import { stringify } from "csv-stringify/sync";
import type { CellValue } from "./list.js";

const BOM = "\ufeff";
/** What spreadsheets take for the beginning of a formula, full-width signs among them. */
const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

/**
 * A CSV file as Excel in Belgium opens it with a double click: semicolons, UTF-8 with its mark, CRLF, and the language's decimal sign.
 * A text that a spreadsheet would run is led by an apostrophe.
 */
export function writeCsv(rows: readonly (readonly CellValue[])[], decimalSign: "," | "."): string {
  const cells = rows.map((row) => row.map((value) => cellText(value, decimalSign)));
  return `${BOM}${stringify(cells, { delimiter: ";", record_delimiter: "\r\n", quoted_match: /[,\t\r\n]/ })}`;
}

function cellText(value: CellValue, decimalSign: string): string {
  if (value == null) return "";
  if (typeof value === "number") return String(value).replace(".", decimalSign);
  return FORMULA.test(value) ? `'${value}` : value;
}
