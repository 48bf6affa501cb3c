import type { RecordFinding } from "../../catalogue/record/record-finding.js";

export const MEND_AT_OWNER =
  "Look for the error in the log of the partner's server; the hub asks for the record again by itself.";

/** One record's content is not what was asked for. */
export class UnreadableError extends Error {
  readonly finding: RecordFinding;

  constructor({ mend = MEND_AT_OWNER, ...found }: Omit<RecordFinding, "mend"> & { readonly mend?: string }) {
    super(`Expected ${found.expected}; got ${found.got}.`);
    this.finding = { ...found, mend };
  }
}
