import { isDeepStrictEqual } from "node:util";
import type { DeskSnapshot, FieldChange } from "../command.js";

/** Whether two typed values say the same, in whatever order their keys stand. */
export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** What differs between two states of a record: texts by language, values by part, lists by entry. */
export function changesBetween(before: DeskSnapshot | null, after: DeskSnapshot | null): FieldChange[] {
  const state = (snapshot: DeskSnapshot | null): Record<string, unknown> =>
    snapshot
      ? {
          ...snapshot.content,
          ...(snapshot.draft ? { draft: true } : {}),
          ...(snapshot.withdrawnAt ? { withdrawn: true } : {}),
        }
      : {};
  return [...differences(state(before), state(after), "")];
}

function* differences(before: unknown, after: unknown, field: string): Generator<FieldChange> {
  if (same(before, after)) return;
  const [a, b] = [partsOf(before), partsOf(after)];
  if (!a && !b) {
    yield { field, before, after };
    return;
  }
  // Something that is new or gone is listed in its parts only at the top, where it is the whole record.
  if (field !== "" && (!a || !b) && (before === undefined || after === undefined) && !isText(before ?? after)) {
    yield { field, before, after };
    return;
  }
  for (const name of new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])) {
    yield* differences(a?.[name], b?.[name], field === "" ? name : `${field}.${name}`);
  }
}

/** The parts of an object, or of a list of objects; undefined: the value is listed as a whole. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && value.some((each) => typeof each !== "object")) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function isText(value: unknown): boolean {
  return typeof value === "object" && value !== null && "original" in value;
}
