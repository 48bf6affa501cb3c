/** The part of the package edtf that is used here; it comes without types of its own. */
declare module "edtf" {
  interface EdtfNode {
    readonly type?: string;
    /** Parts of a date (the month counted from 0), or the members of an interval, set or list. */
    readonly values: readonly (number | EdtfNode | null | readonly EdtfNode[])[];
    /** Bit mask of the unspecified digits. */
    readonly unspecified?: number;
    /** Minutes that a time of day is ahead of UTC. */
    readonly offset?: number;
    /** A time's offset as text; undefined: none is written. */
    readonly timeZone?: string;
    /** A set that begins with "..". */
    readonly earlier?: boolean;
    /** A set that ends with "..". */
    readonly later?: boolean;
  }

  /** Reads a text to a tree. Throws an Error when it is not EDTF. */
  export function parse(text: string): EdtfNode;

  /** A date from a node of the tree; `min` and `max` are milliseconds since 1970-01-01T00:00Z. */
  export class Date {
    constructor(node: EdtfNode);
    readonly min: number;
    readonly max: number;
  }

  /** A quarter of a year, numbered 33 to 36. */
  export class Season {
    constructor(node: EdtfNode);
    readonly min: number;
    readonly max: number;
  }
}
