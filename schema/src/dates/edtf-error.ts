const EXAMPLES = "2022-03-16, 2022-04-XX, 2022-03/2022-10, [2022-01-21..2022-01-31], 2021?-10-15 or 2021-05-25/..";

/** A text is not a date that the hub can place on the calendar. */
export class EdtfError extends Error {
  override readonly name = "EdtfError";
  /** The text that was given. */
  readonly edtf: string;
  /** What is wrong with it, and how to mend it where that can be said. */
  readonly problem: string;

  constructor(edtf: string, problem: string, mend?: string) {
    const given = JSON.stringify(edtf);
    const whole = mend ? `${problem} (${mend})` : problem;
    super(`Expected a date in EDTF (ISO 8601-2), such as ${EXAMPLES}; got ${given}: ${whole}.`);
    this.edtf = edtf;
    this.problem = whole;
  }
}
