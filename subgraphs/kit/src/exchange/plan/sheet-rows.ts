import { isDeepStrictEqual } from "node:util";
import { didYouMean } from "../../desk/validation/did-you-mean.js";
import type { RecordInput } from "../../desk/commands/inputs.js";
import { ExchangeError } from "../exchange-error.js";
import { type CellProblem, cellProblem, quoted } from "../sheets/cell-problem.js";
import { type Cells, decode, encode } from "../sheets/codec.js";
import { columnsOf, fieldColumns } from "../sheets/columns.js";
import { HeaderNames } from "../sheets/headers.js";
import { mergeCells } from "../sheets/merge.js";
import type { Shape } from "../sheets/shape.js";
import { CLEAR, REMARK, type Sheet, type SheetRow, tidy, unescapeFormula } from "../sheets/sheet.js";
import { ownerColumn, type SheetDefinition } from "../sheets/sheet-kinds.js";
import type { ImportRow, RowPlace, RowReading } from "./import-row.js";

/** A header is looked for in so many rows, as there may be a title above it. */
const HEADER_WITHIN = 10;
const FAILED = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/;

/** The rows of a sheet, and what the reader of the report should know of it. */
export interface SheetReading {
  readonly rows: readonly ImportRow[];
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
  const columnNames = columnsOf(definition).map(({ name }) => name);
  const notices = headers.flatMap((text, index) => {
    if (text.trim() === "" || header.names[index] !== undefined) return [];
    const near = didYouMean(text.trim(), columnNames);
    const hint = near ? ` Did you mean "${near}"?` : "";
    return [`${sheetName(sheet)}Column ${quoted(text.trim())} is not one that is read.${hint}`];
  });
  return { rows: sheet.rows.slice(header.at + 1).map((row) => rowOf(sheet, row, header, definition)), notices };
}

function sheetName({ name }: Sheet): string {
  return name === undefined ? "" : `Sheet ${quoted(name)}: `;
}

function headerOf(sheet: Sheet, definition: SheetDefinition): Header {
  const names = new HeaderNames(columnsOf(definition));
  const candidates = sheet.rows.slice(0, HEADER_WITHIN).map(({ cells }, at): Header => {
    return { at, names: cells.map((cell) => (cell.trim() === "" ? undefined : names.find(unescapeFormula(cell)))) };
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

function rowOf(sheet: Sheet, row: SheetRow, header: Header, definition: SheetDefinition): ImportRow {
  const problems: CellProblem[] = [];
  const given = new Map<string, string>();
  for (const [index, raw] of row.cells.entries()) {
    const cell = tidy(raw);
    const name = header.names[index];
    if (name === undefined) {
      if (index >= header.names.length && cell !== "") {
        problems.push(cellProblem("", "CELL_WITHOUT_HEADER", "no more cells than headers", quoted(cell)));
      }
    } else if (FAILED.test(cell)) {
      problems.push(cellProblem(name, "FORMULA_FAILED", "a value", quoted(cell)));
    } else if (cell !== "") given.set(name, cell === CLEAR ? "" : tidy(unescapeFormula(cell)));
  }
  const place = { sheet: sheet.name, row: row.number };
  return rowOfCells({ place, definition, given, problems, cellsFor: () => given });
}

/** A row as its cells by the names of their columns; an empty cell empties a field. */
export interface CellRow {
  readonly place: RowPlace;
  readonly definition: SheetDefinition;
  /** The cells of id, owner, version and draft. */
  readonly given: Cells;
  /** The cells of the fields, which may depend on what is kept. */
  readonly cellsFor: (kept: RecordInput | undefined) => Cells;
  readonly problems: CellProblem[];
}

/** A row of a sheet or of a calendar, for the import. */
export function rowOfCells({ place, definition, given, cellsFor, problems }: CellRow): ImportRow {
  const leading = (name: string): string | undefined => given.get(name)?.trim() || undefined;
  const own = (column: "version" | "draft"): unknown =>
    given.has(column)
      ? decode({ is: column === "version" ? "number" : "boolean" }, column, given, problems)
      : undefined;
  const hasOwner = definition.rowsOf !== undefined;
  return {
    place,
    kind: definition.kind,
    id: hasOwner && !("id" in definition.fields) ? undefined : leading("id"),
    owner: hasOwner ? leading(ownerColumn(definition)) : undefined,
    version: hasOwner ? undefined : (own("version") as number | undefined),
    draft: hasOwner ? undefined : (own("draft") as boolean | undefined),
    problems,
    read: (kept) => readCells(cellsFor(kept), kept, definition),
    columnOf: (field) => columnOf(field, definition),
  };
}

function readCells(given: Cells, kept: RecordInput | undefined, { fields }: SheetDefinition): RowReading {
  const patch: Record<string, unknown> = {};
  const columns: string[] = [];
  const problems: CellProblem[] = [];
  for (const [field, shape] of Object.entries(fields)) {
    const own = new Map([...given].filter(([name]) => name === field || name.startsWith(`${field}.`)));
    if (own.size === 0) continue;
    const before = encode(shape, field, kept?.[field]);
    const merged = mergeCells(shape, field, before, own);
    if (merged === undefined) continue;
    const found: CellProblem[] = [];
    const value = decode(shape, field, merged, found) ?? null;
    // Other words for the same: 15/10/2021 for 2021-10-15, or a theme by its title.
    if (found.length === 0 && isDeepStrictEqual(value, kept?.[field])) continue;
    // What a cell should not hold is told under its own column, and not that the field is empty beside.
    if (found.length > 0) problems.push(...found);
    else if (value !== null || kept?.[field] !== undefined) patch[field] = value ?? emptied(shape);
    columns.push(...[...own.keys()].filter((name) => own.get(name) !== tidy(before.get(name) ?? "")));
  }
  return { patch, columns, problems };
}

/** What stands where there is nothing: lists of codes and links are empty, all else is not there. */
function emptied(shape: Shape): unknown {
  return shape.is === "codes" || shape.is === "pairs" ? [] : null;
}

/** The column whose name is the field's, or the nearest above it: topics.0.NL is in topics.nl, links.0.id in links. */
function columnOf(field: string, definition: SheetDefinition): string {
  const names = fieldColumns(definition).flatMap(([, columns]) => columns.map(({ name }) => name));
  const parts = field.split(".").filter((part) => !/^\d+$/.test(part));
  const path = parts.map((part) => (/^(NL|FR|DE|EN)$/.test(part) ? part.toLowerCase() : part));
  for (let length = path.length; length > 0; length -= 1) {
    const name = path.slice(0, length).join(".");
    if (names.includes(name)) return name;
    const within = names.find((each) => each.startsWith(`${name}.`));
    if (within) return length === path.length || length === 1 ? name : within;
  }
  return field;
}
