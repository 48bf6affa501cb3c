import { isStorable } from "../../../base/storable-text.js";
import { shown, userError } from "../../../base/user-error.js";

/** A place in a list of a record's own: at an entry, whether or not it is still there. */
export interface OwnListCursor {
  /** The record's id. */
  readonly id: string;
  /** Name of the list: followUps. */
  readonly list: string;
  /** What the entry is known by. */
  readonly key: string;
  /** Where it stood, from 0. */
  readonly place: number;
}

const VERSION = 1;
const MAX_PLACE = 1_000_000;

export function encodeOwnListCursor({ id, list, key, place }: OwnListCursor): string {
  return Buffer.from(JSON.stringify([VERSION, id, list, key, place])).toString("base64url");
}

/** Reads a cursor of this list of this record; refuses every other. `argument`: after or before. */
export function decodeOwnListCursor(
  argument: string,
  text: string,
  { id, list }: Pick<OwnListCursor, "id" | "list">,
): OwnListCursor {
  const cursor = parse(text);
  if (cursor?.id === id && cursor.list === list) return cursor;
  throw userError(
    `Expected ${argument} to be a cursor of the ${list} of ${id}, as an earlier page gave it; got ${shown(text)}.`,
  );
}

function parse(text: string): OwnListCursor | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(parts) || parts.length !== 5 || parts[0] !== VERSION) return undefined;
    const [, id, list, key, place]: unknown[] = parts;
    if (typeof id !== "string" || typeof list !== "string" || typeof key !== "string" || !isStorable(key))
      return undefined;
    const isPlace = typeof place === "number" && Number.isInteger(place) && place >= 0 && place <= MAX_PLACE;
    return isPlace ? { id, list, key, place } : undefined;
  } catch {
    return undefined;
  }
}
