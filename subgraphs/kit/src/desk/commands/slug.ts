import { edtfBounds, type FuzzyDateInput, type LanguageMap, pickText, recordId, type RecordKind } from "@segpol/schema";
import type { RecordInput } from "../../model/inputs.js";

const LONGEST = 80;

/** Letters that do not come apart into a plain one and a mark. */
const LETTERS: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/** A text as part of an id: lower-case letters and digits, words joined by a hyphen; empty when there are none. */
export function slugOf(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[œæßøłđ]/g, (letter) => LETTERS[letter] ?? "")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-");
  return plain.slice(0, LONGEST).replaceAll(/^-|-$/g, "");
}

/** The id that a record gets when nobody gave one: from its date and its title in the original language. */
export function proposedId(code: string, kind: RecordKind, content: RecordInput): string {
  const title = slugOf(pickText(content["title"] as LanguageMap, null, []));
  const slug = [dayOf(content["date"] as FuzzyDateInput | undefined), title].filter(Boolean).join("-");
  return recordId(code, kind, slug || kind.toLowerCase());
}

/** The day, month or year that a date means; empty when it may be several. */
function dayOf(date: FuzzyDateInput | undefined): string {
  if (!date) return "";
  const { earliest, latest } = edtfBounds(date.edtf);
  if (earliest === latest) return earliest;
  return /^\d{4}(-\d{2})?$/.test(date.edtf) ? date.edtf : earliest.slice(0, 4);
}
