import { stringify } from "csv-stringify/sync";

const BOM = "\ufeff";

/** Writes a CSV file as Excel in Belgium opens it with a double click: semicolons, UTF-8 with its mark, CRLF. */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array {
  const content = stringify(rows as string[][], {
    delimiter: ";",
    record_delimiter: "\r\n",
    quoted_match: /[,\t\r\n]/,
  });
  return new TextEncoder().encode(`${BOM}${content}`);
}
