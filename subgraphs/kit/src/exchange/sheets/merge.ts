import { LANGUAGES, type LanguageMap } from "@segpol/schema";
import type { Cells } from "./codec.js";
import { parseDate } from "./dates.js";
import type { Shape } from "../../model/shape.js";
import { tidy } from "../file/sheet.js";
import { dateInWords } from "../../model/checks/date-in-words.js";

/**
 * The cells of a field when those of a sheet are laid over those that an export would give of what is kept; undefined: they say
 * the same. So a column that a sheet lacks stays as it is, and what an export wrote changes nothing when it comes back.
 */
export function mergeCells(shape: Shape, column: string, kept: Cells, given: Cells): Cells | undefined {
  const changed = new Set<string>();
  const merged = new Map(kept);
  for (const [name, cell] of given) {
    if (cell === tidy(kept.get(name) ?? "")) continue;
    changed.add(name);
    if (cell === "") merged.delete(name);
    else merged.set(name, cell);
  }
  if (changed.size === 0) return undefined;
  settle(shape, column, { kept, merged, changed });
  return merged;
}

interface Merge {
  readonly kept: Cells;
  readonly merged: Map<string, string>;
  readonly changed: ReadonlySet<string>;
}

/** Takes out what was true of the cells as they were, and is no longer. */
function settle(shape: Shape, column: string, merge: Merge): void {
  const { kept, merged, changed } = merge;
  if (shape.is === "object") {
    for (const [name, each] of Object.entries(shape.of)) settle(each, `${column}.${name}`, merge);
  }
  if (shape.is === "date") {
    if (changed.has(column) && !sameDate(kept.get(column), merged.get(column))) putInWords(column, merge);
    settle({ is: "texts" }, `${column}.text`, merge);
  }
  if (shape.is === "texts" && !changed.has(`${column}.original`)) {
    const original = merged.get(`${column}.original`)?.toLowerCase();
    if (original !== undefined && !merged.has(`${column}.${original}`)) merged.delete(`${column}.original`);
  }
}

/** The words of a date that is now another, except those that were written again with it. */
function putInWords(column: string, { merged, changed }: Merge): void {
  const words = wordsFor(merged.get(column));
  for (const language of LANGUAGES) {
    const name = `${column}.text.${language.toLowerCase()}`;
    if (changed.has(name) || !merged.has(name)) continue;
    const text = words?.[language];
    if (text === undefined) merged.delete(name);
    else merged.set(name, text);
  }
}

function wordsFor(date: string | undefined): LanguageMap | undefined {
  try {
    return date === undefined ? undefined : dateInWords(parseDate(date));
  } catch {
    // What is no date is reported when it is read.
    return undefined;
  }
}

function sameDate(kept: string | undefined, given: string | undefined): boolean {
  if (kept === undefined || given === undefined) return false;
  try {
    return parseDate(given) === kept;
  } catch {
    return false;
  }
}
