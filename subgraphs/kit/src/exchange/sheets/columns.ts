import { LANGUAGES } from "@segpol/schema/values";
import { shapesOf } from "../../model/field.js";
import type { Shape } from "../../model/shape.js";
import type { SheetDefinition } from "./sheet-kinds.js";

/** What a column holds. */
export type ColumnType = "text" | "number" | "boolean" | "day" | "date" | "choice" | "codes" | "pairs" | "language";

/** A column of a sheet. */
export interface Column {
  /** The technical name, which always works as header: title.nl. */
  readonly name: string;
  readonly type: ColumnType;
  /** The values that it can have; undefined: any of its type. */
  readonly allowed: readonly string[] | undefined;
  /** Whether a cell can have several lines, one for each item. */
  readonly perLine: boolean;
}

const TONGUES = LANGUAGES.map((each) => each.toLowerCase());

/** All columns of a kind of sheet, in the order of an export. */
export function columnsOf(definition: SheetDefinition): Column[] {
  const shapes = { ...shapesOf(definition.leading), ...definition.fields };
  return Object.entries(shapes).flatMap(([name, shape]) => columnsOfShape(name, shape, false));
}

/** The columns of each field. */
export function fieldColumns({ fields }: SheetDefinition): (readonly [string, Column[]])[] {
  return Object.entries(fields).map(([name, shape]) => [name, columnsOfShape(name, shape, false)] as const);
}

function columnsOfShape(name: string, shape: Shape, perLine: boolean): Column[] {
  switch (shape.is) {
    case "texts":
      return textColumns(name, perLine);
    case "textList":
      return textColumns(name, true);
    case "date":
      return [
        column(name, "date"),
        ...textColumns(`${name}.text`, perLine),
        column(`${name}.basis`, "choice", ["STATED", "INFERRED"]),
      ];
    case "lines":
      return [column(name, "text", undefined, true)];
    case "pairs":
      return [column(name, "pairs", undefined, true)];
    case "list":
    case "object":
      return Object.entries(shape.of).flatMap(([field, each]) =>
        columnsOfShape(`${name}.${field}`, each, perLine || shape.is === "list"),
      );
    case "choice":
    case "codes":
      return [column(name, shape.is, shape.of, perLine)];
    default:
      return [column(name, shape.is, undefined, perLine)];
  }
}

function textColumns(name: string, perLine: boolean): Column[] {
  return [
    ...TONGUES.map((tongue) => column(`${name}.${tongue}`, "text", undefined, perLine)),
    column(`${name}.original`, "language", LANGUAGES, perLine),
  ];
}

function column(name: string, type: ColumnType, allowed?: readonly string[], perLine = false): Column {
  return { name, type, allowed, perLine };
}
