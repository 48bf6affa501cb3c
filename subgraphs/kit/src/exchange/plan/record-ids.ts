import { KIND_SEGMENTS, parseRecordId, type RecordKind, recordId, RecordIdError } from "@segpol/schema";
import { type CellProblem, cellProblem, quoted } from "../sheets/cell-problem.js";

/** The id that a cell means: a whole one of this partner and kind, or the last part of one. */
export function readId(cell: string, code: string, kind: RecordKind, column: string): string | CellProblem {
  const example = `${code.toLowerCase().replaceAll("_", "-")}:${KIND_SEGMENTS[kind]}:...`;
  if (cell.includes(":")) {
    const parts = parseRecordId(cell.trim());
    if (!parts) return cellProblem(column, "ID_UNREADABLE", `an id such as ${example}`, quoted(cell));
    if (parts.partner === code && parts.kind === kind) return cell.trim();
    return cellProblem(column, "ID_OF_OTHERS", `an id that begins with ${example.slice(0, -3)}`, quoted(cell));
  }
  try {
    return recordId(code, kind, cell.trim());
  } catch (error) {
    if (!(error instanceof RecordIdError)) throw error;
    return cellProblem(column, "ID_UNREADABLE", `an id such as ${example}`, quoted(cell));
  }
}
