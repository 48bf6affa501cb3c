import { isDeepStrictEqual } from "node:util";
import type { DeskSnapshot } from "../../desk/command.js";
import { rowsKept } from "./appended-rows.js";
import { decode, encode } from "./codec.js";
import { type Column, columnsOf } from "./columns.js";
import { ownerColumn, type SheetDefinition } from "./sheet-kinds.js";

/** A sheet of records, or of rows that belong to them, with the columns that are in use. */
export interface FilledSheet {
  readonly columns: readonly Column[];
  /** For each row the cells in the order of the columns; empty: there is nothing. */
  readonly rows: readonly (readonly string[])[];
}

const ALWAYS = new Set(["id", "version", "recommendation", "indicator"]);

/** Puts records, or the rows that belong to them, in a sheet. */
export function fillSheet(definition: SheetDefinition, records: readonly DeskSnapshot[]): FilledSheet {
  const rows = records.flatMap((record) => cellsOf(definition, record));
  const used = new Set(rows.flatMap((row) => [...row.keys()]));
  const columns = columnsOf(definition).filter(
    ({ name }) => ALWAYS.has(name) || definition.required.includes(name) || used.has(name),
  );
  const needed = columns.filter((column) => !isImplied(definition, column, rows));
  return { columns: needed, rows: rows.map((row) => needed.map(({ name }) => row.get(name) ?? "")) };
}

function cellsOf(definition: SheetDefinition, record: DeskSnapshot): Map<string, string>[] {
  const { rowsOf, fields } = definition;
  const owner = ownerColumn(definition);
  const values = rowsOf ? rowsKept(record.content, rowsOf) : [record.content];
  return values.map((value) => {
    const cells = new Map<string, string>();
    if (rowsOf) cells.set(owner, record.id);
    else {
      cells.set("id", record.id);
      cells.set("version", String(record.version));
      if (record.draft) cells.set("draft", "yes");
    }
    for (const [field, shape] of Object.entries(fields)) {
      for (const [name, cell] of encode(shape, field, value[field])) cells.set(name, cell);
    }
    return cells;
  });
}

/** Whether reading would find by itself what a column says in each row: which language was first, that a date is stated. */
function isImplied(
  { fields }: SheetDefinition,
  { name }: Column,
  rows: readonly ReadonlyMap<string, string>[],
): boolean {
  if (name.endsWith(".basis")) return rows.every((row) => (row.get(name) ?? "STATED") === "STATED");
  if (!name.endsWith(".original")) return false;
  const [field = ""] = name.split(".", 1);
  const shape = fields[field];
  if (!shape) return false;
  return rows.every((row) => {
    const without = new Map([...row].filter(([each]) => each.startsWith(field)));
    const whole = decode(shape, field, without, []);
    without.delete(name);
    return isDeepStrictEqual(decode(shape, field, without, []), whole);
  });
}
