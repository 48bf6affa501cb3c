import { withInvisibleWritten } from "@segpol/schema";

/** What is wrong with a record, for its owner's staff. */
export interface RecordFinding {
  /** Where it stands: measures.0.text; null: it is about the record as a whole. */
  readonly field: string | null;
  /** Stands after "Expected". */
  readonly expected: string;
  /** Stands after "got". */
  readonly got: string;
  readonly mend: string;
}

/** The finding in one sentence. */
export function sentenceOf({ field, expected, got }: Omit<RecordFinding, "mend">): string {
  return `Expected ${expected}${field === null ? "" : ` in ${field}`}; got ${got}.`;
}

const MAX_SHOWN = 80;

/** How a value is shown in a finding: as JSON, cut after 80 characters, with what cannot be seen written out. */
export function shownInFinding(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return withInvisibleWritten(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text);
}

/** The field that stands on one line. */
export const TITLE = "title";

/** What a text of a record has to be, to be said in a finding. */
export function visibleText(field: string): string {
  const what = field === TITLE ? "a text of one line" : "a text";
  return `${what} without control characters, marks of direction and broken characters`;
}
