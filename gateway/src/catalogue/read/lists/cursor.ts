import { isCalendarDay, isInstant } from "@segpol/schema";
import { shown, userError } from "../../../base/user-error.js";

/** What a sort key is compared as. Texts of instants are RFC 3339 in UTC; a day may be "infinity" or "-infinity". */
export type KeyType = "day" | "instant" | "number" | "flag" | "text";

/** A place in a list: just after (or before) a record, whether or not that record is still there. */
export interface Cursor {
  readonly list: string;
  readonly order: string;
  /** What the order depends on beside the records: languages of titles, the text searched. */
  readonly basis: string;
  /** The record's sort keys, without its id. */
  readonly key: readonly string[];
  readonly id: string;
}

const VERSION = 1;
const MAX_NUMBER_LENGTH = 40;

export function encodeCursor({ list, order, basis, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([VERSION, list, order, basis, key, id])).toString("base64url");
}

/** Reads a cursor of this list in this order; refuses every other. `argument`: after or before. */
export function decodeCursor(
  argument: string,
  text: string,
  expected: { list: string; order: string; types: readonly KeyType[] },
): Cursor {
  const { list, order, types } = expected;
  const wanted = `Expected ${argument} to be a cursor of ${list} in the order ${order}, as an earlier page gave it`;
  const cursor = parse(text);
  if (!cursor) throw userError(`${wanted}; got ${shown(text)}.`);
  if (cursor.list !== list || cursor.order !== order) {
    throw userError(`${wanted}; got one of ${shown(cursor.list)} in the order ${shown(cursor.order)}.`);
  }
  if (cursor.key.length !== types.length || !types.every((type, index) => isKey(type, cursor.key[index] ?? ""))) {
    throw userError(`${wanted}; got ${shown(text)}.`);
  }
  return cursor;
}

function parse(text: string): Cursor | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(parts) || parts.length !== 6 || parts[0] !== VERSION) return undefined;
    const [, list, order, basis, key, id]: unknown[] = parts;
    if (!isText(list) || !isText(order) || !isText(basis) || !isText(id)) return undefined;
    return Array.isArray(key) && key.every(isText) ? { list, order, basis, key, id } : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && !value.includes("\u0000");
}

function isKey(type: KeyType, value: string): boolean {
  switch (type) {
    case "day":
      return value === "infinity" || value === "-infinity" || isCalendarDay(value);
    case "instant":
      return /\.\d{3}Z$/.test(value) && isInstant(value);
    case "number":
      // Longer ones the hub does not give, and PostgreSQL may have no number for.
      return value.length <= MAX_NUMBER_LENGTH && /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/.test(value);
    case "flag":
      return value === "true" || value === "false";
    case "text":
      return true;
  }
}
