import { CsvError, parse } from "csv-parse/sync";
import { ExchangeError } from "../file/exchange-error.js";
import type { ExchangeLimits } from "../file/limits.js";
import type { Sheet, SheetRow } from "../file/sheet.js";
import { decodeText } from "../file/decode-text.js";
import { checkRows } from "../file/check-rows.js";
import { separatorOf } from "./separator.js";

/** Reads a CSV file; its separator is the one that a line "sep=;" says, or that most lines have alike. */
export function readCsv(bytes: Uint8Array, limits: ExchangeLimits): Sheet[] {
  const text = decodeText(bytes);
  const [line, declared] = /^sep=([;,\t|])\r?\n/i.exec(text) ?? [];
  const content = line === undefined ? text : text.slice(line.length);
  const separator = declared ?? separatorOf(content);
  return [{ name: undefined, rows: checkRows(rowsOf(content, separator, limits), limits) }];
}

function rowsOf(content: string, delimiter: string, limits: ExchangeLimits): SheetRow[] {
  try {
    const records: string[][] = parse(content, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      // Some write a space after the separator, and a quotation mark after that.
      ltrim: delimiter !== "\t",
      record_delimiter: ["\r\n", "\n", "\r"],
      max_record_size: limits.maxCellLength * 10,
      to: limits.maxRows * 2 + 2,
    });
    return records.map((cells, index) => ({ number: index + 1, cells }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw error.code === "CSV_MAX_RECORD_SIZE" ? tooLong(limits) : malformed(error);
  }
}

function tooLong({ maxCellLength }: ExchangeLimits): ExchangeError {
  return new ExchangeError({
    code: "CELL_TOO_LONG",
    expected: `at most ${maxCellLength} characters in a cell, and ten times as many in a row`,
    came: "more",
    mend: "Shorten the text, or check that every quotation mark is closed.",
  });
}

function malformed(error: CsvError): ExchangeError {
  const line = typeof error["lines"] === "number" ? ` (line ${error["lines"]})` : "";
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return new ExchangeError({
      code: "CSV_MALFORMED",
      expected: "each quotation mark that opens a cell to be closed",
      came: `one that is not${line}`,
      mend: 'Close it, and write a quotation mark within a cell twice: "".',
    });
  }
  return new ExchangeError({
    code: "CSV_MALFORMED",
    expected: "a table with the same separator everywhere",
    came: `something else${line}: ${error.code}`,
    mend: "Open it in a spreadsheet program and save it anew as CSV UTF-8.",
  });
}
