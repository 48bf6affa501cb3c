/** How a value of a record is spread over the columns of a sheet. */
export type Shape =
  | { readonly is: "text" }
  | { readonly is: "number"; readonly whole?: boolean }
  | { readonly is: "boolean" }
  /** A calendar day, YYYY-MM-DD. */
  | { readonly is: "day" }
  /** A date as sources give it: EDTF, its words in each language, and its basis. */
  | { readonly is: "date" }
  | { readonly is: "choice"; readonly of: readonly string[] }
  /** A text in several languages. */
  | { readonly is: "texts" }
  /** Codes on one line, with semicolons between. */
  | { readonly is: "codes"; readonly of?: readonly string[] }
  /** One text a line. */
  | { readonly is: "lines" }
  /** Two words a line, such as "series cps:event:x": what stands before the first separator, and after it. */
  | { readonly is: "pairs"; readonly keys: readonly [string, string]; readonly between: string }
  /** A list of texts in several languages: in each language's column one line an item. */
  | { readonly is: "textList" }
  /** A list of objects: in each column one line an item. */
  | { readonly is: "list"; readonly of: Shapes }
  /** `defaults` are what its fields are when others of it are given and they are not. */
  | { readonly is: "object"; readonly of: Shapes; readonly defaults?: Readonly<Record<string, string>> };

/** The shapes of fields, in the order of the columns. */
export type Shapes = Readonly<Record<string, Shape>>;
