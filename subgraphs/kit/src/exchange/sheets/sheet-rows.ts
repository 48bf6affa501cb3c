import { didYouMean } from "../../desk/validation/did-you-mean.js";
import { ExchangeError } from "../file/exchange-error.js";
import type { FileTable, HeaderMeaning, SheetFileRow } from "./file-row.js";
import { quoted } from "./cell-problem.js";
import { columnsOf } from "./columns.js";
import { HeaderNames } from "./headers.js";
import { REMARK, type Sheet, unescapeFormula } from "../file/sheet.js";
import { cellsOf } from "./sheet-cells.js";
import type { SheetDefinition } from "./sheet-kinds.js";

/** A header is looked for in so many rows, as there may be a title above it. */
const HEADER_WITHIN = 10;

/** The rows of a sheet, and what the reader of the report should know of it. */
export interface SheetReading {
  readonly table: FileTable;
  readonly rows: readonly SheetFileRow[];
  readonly notices: readonly string[];
}

/** The header above what is wrong with rows that are given back to be mended; it is never read. */
export const MEND_HEADER = "te herstellen / à corriger";

/** The columns of a sheet as its headers name them. */
interface Header {
  /** Index in the sheet's rows. */
  readonly at: number;
  /** For each column its name; undefined: it is not read. */
  readonly names: readonly (string | undefined)[];
}

/** Reads the rows of a sheet of a known kind. Those that begin with "# " explain others, and are passed over. */
export function rowsOfSheet(
  whole: Sheet,
  definition: SheetDefinition,
  meanings: readonly HeaderMeaning[] = [],
): SheetReading {
  const sheet = { ...whole, rows: whole.rows.filter(({ cells }) => !cells[0]?.startsWith(REMARK)) };
  const header = headerOf(sheet, definition, meanings);
  const headers = sheet.rows[header.at]?.cells ?? [];
  const columns = columnsOf(definition);
  const columnNames = columns.map(({ name }) => name);
  const notices = headers.flatMap((text, index) => {
    if (text.trim() === "" || text.trim() === MEND_HEADER || header.names[index] !== undefined) return [];
    const near = didYouMean(text.trim(), columnNames);
    const hint = near ? ` Did you mean "${near}"?` : "";
    return [`${sheetName(sheet)}Column ${quoted(text.trim())} is not one that is read.${hint}`];
  });
  const byName = new Map(columns.map((column) => [column.name, column]));
  const read = header.names.map((name) => (name === undefined ? undefined : byName.get(name)));
  const { kind } = definition;
  const rows = sheet.rows.slice(header.at + 1).map((row): SheetFileRow => {
    const place = { sheet: sheet.name, row: row.number };
    return { is: "cells", place, kind, raw: row.cells, ...cellsOf(row, read) };
  });
  const meant = headers.map((_text, index) => header.names[index] ?? null);
  return { rows, notices, table: { sheet: sheet.name, kind, headers, columns: meant } };
}

function sheetName({ name }: Sheet): string {
  return name === undefined ? "" : `Sheet ${quoted(name)}: `;
}

function headerOf(sheet: Sheet, definition: SheetDefinition, meanings: readonly HeaderMeaning[]): Header {
  const columns = columnsOf(definition);
  const names = new HeaderNames(definition, columns);
  const said = new Map(
    meanings.flatMap(({ header, column }) =>
      columns.some(({ name }) => name === column) ? [[header.trim(), column] as const] : [],
    ),
  );
  const candidates = sheet.rows.slice(0, HEADER_WITHIN).map(({ cells }, at): Header => {
    const texts = cells.map(unescapeFormula);
    const known = names.columnsOf(texts);
    return { at, names: known.map((name, index) => said.get(texts[index]?.trim() ?? "") ?? name) };
  });
  const known = (header: Header): number => new Set(header.names.filter((name) => name !== undefined)).size;
  const best = candidates.toSorted((a, b) => known(b) - known(a) || a.at - b.at)[0];
  if (!best || known(best) === 0) {
    const came = (sheet.rows[0]?.cells ?? []).filter((cell) => cell.trim() !== "").slice(0, 5);
    throw new ExchangeError({
      code: "HEADERS_MISSING",
      expected: `${sheetName(sheet)}a row of headers such as ${["id", ...definition.required].join(", ")}`,
      came: came.map((cell) => quoted(cell.trim())).join(", ") || "nothing",
      mend: "Begin from an empty sheet: the command template makes one.",
    });
  }
  const twice = best.names.find((name, index) => name !== undefined && best.names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new ExchangeError({
      code: "HEADER_TWICE",
      expected: `${sheetName(sheet)}each column once`,
      came: `two that mean ${twice}`,
      mend: "Rename or remove one of them.",
    });
  }
  return best;
}
