import { didYouMean } from "../../desk/validation/did-you-mean.js";
import { ExchangeError } from "../file/exchange-error.js";
import type { SheetFileRow } from "./file-row.js";
import { type CellProblem, cellProblem, quoted } from "./cell-problem.js";
import { type Column, columnsOf } from "./columns.js";
import { HeaderNames } from "./headers.js";
import { CLEAR, REMARK, type Sheet, type SheetRow, tidy, unescapeFormula } from "../file/sheet.js";
import type { SheetDefinition } from "./sheet-kinds.js";

/** A header is looked for in so many rows, as there may be a title above it. */
const HEADER_WITHIN = 10;
/** Of a cell that holds several things: more than the desk takes of any. A row is compared in one go, and nothing else is done meanwhile. */
const MAX_ENTRIES = 5_000;
const FAILED = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/;

/** The rows of a sheet, and what the reader of the report should know of it. */
export interface SheetReading {
  readonly rows: readonly SheetFileRow[];
  readonly notices: readonly string[];
}

/** The columns of a sheet as its headers name them. */
interface Header {
  /** Index in the sheet's rows. */
  readonly at: number;
  /** For each column its name; undefined: it is not read. */
  readonly names: readonly (string | undefined)[];
}

/** Reads the rows of a sheet of a known kind. Those that begin with "# " explain others, and are passed over. */
export function rowsOfSheet(whole: Sheet, definition: SheetDefinition): SheetReading {
  const sheet = { ...whole, rows: whole.rows.filter(({ cells }) => !cells[0]?.startsWith(REMARK)) };
  const header = headerOf(sheet, definition);
  const headers = sheet.rows[header.at]?.cells ?? [];
  const columns = columnsOf(definition);
  const columnNames = columns.map(({ name }) => name);
  const notices = headers.flatMap((text, index) => {
    if (text.trim() === "" || header.names[index] !== undefined) return [];
    const near = didYouMean(text.trim(), columnNames);
    const hint = near ? ` Did you mean "${near}"?` : "";
    return [`${sheetName(sheet)}Column ${quoted(text.trim())} is not one that is read.${hint}`];
  });
  const separators = new Map(columns.flatMap((column) => separatorsOf(column) ?? []));
  const { kind } = definition;
  const rows = sheet.rows.slice(header.at + 1).map((row): SheetFileRow => {
    const { cells, problems } = cellsOf(row, header, separators);
    return { is: "cells", place: { sheet: sheet.name, row: row.number }, kind, cells, problems, warnings: [] };
  });
  return { rows, notices };
}

function sheetName({ name }: Sheet): string {
  return name === undefined ? "" : `Sheet ${quoted(name)}: `;
}

function headerOf(sheet: Sheet, definition: SheetDefinition): Header {
  const names = new HeaderNames(definition, columnsOf(definition));
  const candidates = sheet.rows.slice(0, HEADER_WITHIN).map(({ cells }, at): Header => {
    return { at, names: names.columnsOf(cells.map(unescapeFormula)) };
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

/** What stands between the entries of a cell that can hold several; undefined: it holds one. */
function separatorsOf({ name, type, perLine }: Column): readonly [readonly [string, RegExp]] | undefined {
  if (type === "codes") return [[name, /[;,|\n]/]];
  return perLine ? [[name, /\n/]] : undefined;
}

function cellsOf(
  row: SheetRow,
  header: Header,
  separators: ReadonlyMap<string, RegExp>,
): Pick<SheetFileRow, "cells" | "problems"> {
  const problems: CellProblem[] = [];
  const cells = new Map<string, string>();
  for (const [index, raw] of row.cells.entries()) {
    const cell = tidy(raw);
    const name = header.names[index];
    if (name === undefined) {
      if (index >= header.names.length && cell !== "") {
        problems.push(cellProblem("", "CELL_WITHOUT_HEADER", "no more cells than headers", quoted(cell)));
      }
      continue;
    }
    const separator = separators.get(name);
    if (FAILED.test(cell)) {
      problems.push(cellProblem(name, "FORMULA_FAILED", "a value", quoted(cell)));
    } else if (separator && cell.length > MAX_ENTRIES && cell.split(separator).length > MAX_ENTRIES) {
      problems.push(cellProblem(name, "WRONG_VALUE", `at most ${MAX_ENTRIES} entries in a cell`, "more"));
    } else if (cell !== "") cells.set(name, cell === CLEAR ? "" : tidy(unescapeFormula(cell)));
  }
  return { cells, problems };
}
