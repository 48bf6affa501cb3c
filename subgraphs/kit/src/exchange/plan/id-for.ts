import { EdtfError, isLanguageMap, type RecordKind, RecordIdError } from "@segpol/schema";
import type { RecordInput } from "../../model/inputs.js";
import { proposedId } from "../../desk/commands/slug.js";

/** The id that a record without one gets, from its date and title; undefined: it has no title to make one from. */
export function idFor(code: string, kind: RecordKind, { title, date }: RecordInput): string | undefined {
  if (!isLanguageMap(title)) return undefined;
  const dated = typeof date === "object" && date !== null && "edtf" in date && typeof date.edtf === "string";
  try {
    return proposedId(code, kind, dated ? { title, date } : { title });
  } catch (error) {
    if (error instanceof EdtfError || error instanceof RecordIdError) return undefined;
    throw error;
  }
}
