import { isDeepStrictEqual } from "node:util";
import type { RecordInput } from "../../model/inputs.js";
import { type CellProblem, RowProblems } from "../sheets/cell-problem.js";
import { type Cells, decode, encode } from "../sheets/codec.js";
import { fieldColumns } from "../sheets/columns.js";
import { inUnit } from "./percents.js";
import { mergeCells } from "../sheets/merge.js";
import type { Shape } from "../../model/shape.js";
import { tidy } from "../file/sheet.js";
import { ownerColumn, type SheetDefinition } from "../sheets/sheet-kinds.js";
import type { RowPlace } from "../sheets/file-row.js";
import type { ImportRow, RowReading } from "./import-row.js";

/** A row as its cells by the names of their columns; an empty cell empties a field. */
export interface CellRow {
  readonly place: RowPlace;
  readonly definition: SheetDefinition;
  /** The cells of id, owner, version and draft. */
  readonly given: Cells;
  /** The cells of the fields, which may depend on what is kept. */
  readonly cellsFor: (kept: RecordInput | undefined) => Cells;
  /** What is wrong with it by itself. */
  readonly problems: readonly CellProblem[];
  readonly warnings: readonly CellProblem[];
  readonly cancels?: boolean;
}

/** A row of a sheet or of a calendar, for the import. */
export function rowOfCells(row: CellRow): ImportRow {
  const { place, definition, given, cellsFor, problems: found, warnings, cancels = false } = row;
  const problems = [...found];
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
    warnings,
    cancels,
    read: (kept, unit) => {
      const cells = cellsFor(kept);
      const read = inUnit(cells, unit ?? cells.get("unit") ?? textOf(kept?.["unit"]));
      return { ...readCells(read.cells, kept, definition), warnings: read.warnings };
    },
    columnOf: (field) => columnOf(field, definition),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function readCells(
  given: Cells,
  kept: RecordInput | undefined,
  { fields }: SheetDefinition,
): Omit<RowReading, "warnings"> {
  const patch: Record<string, unknown> = {};
  const columns: string[] = [];
  const problems = new RowProblems();
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
    // A cell's problem is reported under its own column, and not a second time as an empty field.
    if (found.length > 0) problems.add(...found);
    else if (value !== null || kept?.[field] !== undefined) patch[field] = value ?? emptied(shape);
    columns.push(...[...own.keys()].filter((name) => own.get(name) !== tidy(before.get(name) ?? "")));
  }
  return { patch, columns, problems: problems.list() };
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
