import { canonicalJson, listLimit, RECORD_LIMITS, type RecordKind } from "@segpol/schema";
import type { RecordInput } from "../../model/inputs.js";
import { appendedFieldsOf } from "../../model/model.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";

/**
 * Whether the hub can take a record as a whole: how large it is, and how many rows have been appended to it by and by. What was too
 * large before may become smaller.
 */
export function checkRecordSize(kind: RecordKind, content: RecordInput, before: RecordInput = {}): DeskProblem[] {
  const problems: DeskProblem[] = [];
  for (const field of appendedFieldsOf(kind)) {
    const most = field === "observations" ? listLimit("ObservationConnection", "nodes") : listLimit(kind, field);
    const count = countOf(content[field]);
    if (count > most && count > countOf(before[field]))
      problems.push(problem({ field, code: "TOO_MANY", expected: `at most ${most} entries in all`, came: `${count}` }));
  }
  const bytes = bytesOf(content);
  if (bytes > RECORD_LIMITS.bytes && bytes > bytesOf(before)) {
    const expected = `a record of at most ${RECORD_LIMITS.bytes} bytes in all`;
    problems.push(problem({ field: "", code: "RECORD_TOO_LARGE", expected, came: `${bytes}` }));
  }
  return problems;
}

function countOf(rows: unknown): number {
  return Array.isArray(rows) ? rows.length : 0;
}

/** Without the visibility: a record that is too large can be hidden all the same. */
function bytesOf({ visibility: _visibility, ...content }: RecordInput): number {
  return Buffer.byteLength(canonicalJson(content));
}
