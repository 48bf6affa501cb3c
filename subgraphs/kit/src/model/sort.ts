import { z } from "zod";
import type { FieldTable } from "./field.js";
import type { RowType } from "./row-type.js";
import type { Shape } from "./shape.js";

/** A closed list of the contract: an object of which every key equals its value. */
export type EnumList = Readonly<Record<string, string>>;

/** An object type of the desk's graph: shown under its name, typed under its name and Input. */
export interface ObjectType {
  readonly name: string;
  readonly description: string;
  readonly fields: FieldTable;
}

/** What a value is in GraphQL. */
export type GraphType =
  | "Boolean"
  | "Date"
  | "EDTF"
  | "Float"
  | "ID"
  | "Int"
  | "String"
  | "URL"
  | { readonly list: EnumList }
  | ObjectType;

/** What a value is in PostgreSQL. */
export type ColumnType = "boolean" | "date" | "double precision" | "integer" | "jsonb" | "text" | "text[]";

/** A sort of value: all that follows from what a value is, whatever field it stands in. */
export interface Sort<S extends z.ZodType = z.ZodType> {
  /** What is checked of a value that somebody types. */
  readonly schema: S;
  /** What it is at the desk; of a list each entry is that. */
  readonly type: GraphType;
  readonly many: boolean;
  /** Undefined: no sheet has a column for it. */
  readonly shape: Shape | undefined;
  /** Undefined: it stands in rows of a table of their own. */
  readonly column: ColumnType | undefined;
  /** Set: a code, of something that the hub owns. */
  readonly refersTo?: "LegitimacyCriterion" | "Partner" | "Theme";
  /** Set: it is a list of rows of a table of their own. */
  readonly rows?: RowType;
}

/** A sort of value that stands alone. */
export function sort<S extends z.ZodType>(schema: S, type: GraphType, shape: Shape, column: ColumnType): Sort<S> {
  return { schema, type, many: false, shape, column };
}

/** One of a closed list of the contract. */
export function oneOf<T extends string>(list: Readonly<Record<T, T>>): Sort<z.ZodType<T>> {
  return sort(z.enum(list), { list }, { is: "choice", of: Object.keys(list) }, "text");
}
