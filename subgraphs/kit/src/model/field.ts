import type { z } from "zod";
import type { Shapes } from "./shape.js";
import type { Sort } from "./sort.js";

/**
 * Whether a field has to be given, and whether it then has a value.
 * REQUIRED: has to be given. DEFAULTED: has its default where it was left out. MADE: the desk makes it where it was left out; seeds give
 * it. OPTIONAL: may have no value; null clears it in an update. All others refuse null.
 */
export type Presence = "REQUIRED" | "DEFAULTED" | "MADE" | "OPTIONAL";

/** What people call a field, in Dutch, French, German and English. */
export type Names = readonly [nl: string, fr: string, de: string, en: string];

/** Further headers in Dutch and in French, with | between. */
export type Headers = readonly [dutch: string, french: string];

/** What a sheet says of a field beside its shape. */
export interface SheetOptions {
  /**
   * Headers by which its column is known, the one that is shown first; its Dutch and French names by default. Of a field within an
   * object that is no list they are the whole header.
   */
  readonly headers?: Headers;
  /** Of an object: whether the headers of its fields stand alone. True by default. */
  readonly headersOfFields?: boolean;
  /** Of a date: headers of the columns with its words. */
  readonly wordsHeaders?: Headers;
  /** How the sheet's explanations describe it; the contract's description by default. */
  readonly explained?: string;
  /** Of a field within an object: what it is where others of the object are given, and it is not. */
  readonly assumed?: string;
  /** The field that its columns stand behind; by default the one before it. */
  readonly after?: string;
}

/** What a form says of a field beside its sort. */
export interface FormOptions {
  /** Of a web address: a file may be given in its place; the name of the field beside it that then gets the file's SHA-256. */
  readonly fileHash?: string;
}

/** A field of a record, of a row that belongs to one, or of an object within. Everything about it follows from this. */
export interface Field<S extends z.ZodType = z.ZodType, P extends Presence = Presence>
  extends SheetOptions, FormOptions {
  readonly sort: Sort<S>;
  readonly presence: P;
  /** What the desk's graph says of it. */
  readonly description: string;
  readonly names: Names;
  /** What a column holds where nothing was given; undefined: null. A function is given the partner's code. */
  readonly stored: unknown;
  /** The check of it within an object. */
  readonly member: P extends "REQUIRED" ? S : z.ZodExactOptional<S>;
}

export type FieldTable = Readonly<Record<string, Field>>;

/** Has to be given, and stays. */
export function required<S extends z.ZodType>(
  sort: Sort<S>,
  description: string,
  names: Names,
  sheet: SheetOptions = {},
): Field<S, "REQUIRED"> {
  return { ...sheet, sort, presence: "REQUIRED", description, names, stored: undefined, member: sort.schema };
}

/** May be left out: it then is `value`, or what the function makes of the partner's code. */
export function defaulted<S extends z.ZodType>(
  sort: Sort<S>,
  value: z.infer<S> | ((code: string) => z.infer<S>),
  description: string,
  names: Names,
  sheet: SheetOptions = {},
): Field<S, "DEFAULTED"> {
  const member = sort.schema.exactOptional();
  return { ...sheet, sort, presence: "DEFAULTED", description, names, stored: value, member };
}

/** May be left out, and cleared. `stored` is what a row's column holds then; null by default. */
export function optional<S extends z.ZodType>(
  sort: Sort<S>,
  description: string,
  names: Names,
  { stored, ...sheet }: SheetOptions & FormOptions & { readonly stored?: z.infer<S> } = {},
): Field<S, "OPTIONAL"> {
  return { ...sheet, sort, presence: "OPTIONAL", description, names, stored, member: sort.schema.exactOptional() };
}

/** Is made where somebody leaves it out. */
export function made<S extends z.ZodType>(
  sort: Sort<S>,
  description: string,
  names: Names,
  sheet: SheetOptions = {},
): Field<S, "MADE"> {
  return {
    ...sheet,
    sort,
    presence: "MADE",
    description,
    names,
    stored: undefined,
    member: sort.schema.exactOptional(),
  };
}

/** The checks of the fields of an object. */
export type Members<F extends FieldTable> = { [K in keyof F]: F[K]["member"] };

export function membersOf<F extends FieldTable>(fields: F): Members<F> {
  return Object.fromEntries(Object.entries(fields).map(([name, { member }]) => [name, member])) as Members<F>;
}

/** The shapes of the fields that have columns, in the order of the columns. */
export function shapesOf(fields: FieldTable): Shapes {
  const names = Object.keys(fields).filter((name) => fields[name]?.after === undefined);
  for (const [name, { after }] of Object.entries(fields)) {
    if (after !== undefined) names.splice(names.indexOf(after) + 1, 0, name);
  }
  return Object.fromEntries(
    names.flatMap((name) => {
      const shape = fields[name]?.sort.shape;
      return shape ? [[name, shape]] : [];
    }),
  );
}

/** What is kept where a value was left out, by the names of the fields that have such a value. */
export function defaultsOf(fields: FieldTable, code: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { stored }]) =>
      stored === undefined ? [] : [[name, typeof stored === "function" ? (stored(code) as unknown) : stored]],
    ),
  );
}

/** What the columns of a row hold where nothing was given. */
export function emptyRow({ fields }: { readonly fields: FieldTable }): Record<string, unknown> {
  const given = Object.entries(fields).filter(([, { presence, sort }]) => presence === "OPTIONAL" && sort.column);
  return { ...Object.fromEntries(given.map(([name]) => [name, null])), ...defaultsOf(fields, "") };
}
