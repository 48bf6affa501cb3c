/** What can be wrong with what somebody asks of the desk, and how it is mended unless the problem itself says more. */
export const DESK_PROBLEM_CODES = {
  REQUIRED: "Give the field a value.",
  CANNOT_BE_CLEARED: "Leave the field out to keep it as it is, or give it another value.",
  UNKNOWN_FIELD: "Leave the field out, or mend its name.",
  WRONG_TYPE: "Give a value of the expected type.",
  UNKNOWN_VALUE: "Give one of the values of the list.",
  UNKNOWN_THEME: "Give the code of one of the hub's themes.",
  UNKNOWN_CRITERION: "Give the code of one of the hub's criteria of legitimacy.",
  UNKNOWN_LANGUAGE: "Give NL, FR, DE or EN.",
  UNKNOWN_RELATION: "Give one of the contract's relations.",
  UNKNOWN_PARTNER: "Check the code; a partner that joins later may be named before.",
  BAD_PARTNER_CODE: "Write a partner's code in upper-case letters and digits, words joined by an underscore: CC_GPI.",
  BAD_ID: "Write an id as <partner>:<kind>:<slug> in lower case: cps:event:2021-12-08-recherche.",
  BAD_SLUG: "Write a slug in lower-case letters and digits, words joined by a hyphen.",
  BAD_DATE: "Write a calendar day as YYYY-MM-DD.",
  BAD_EDTF: "Write the date in EDTF: 2022-03-16, 2022-04-XX, 2022-03/2022-10.",
  BAD_URL: "Give an absolute http or https address without a password in it.",
  BAD_FORMAT: "Write the value in the expected form.",
  EMPTY_TEXT: "Give a text, or leave the language out.",
  ORIGINAL_MISSING: "Give the text in its original language, or name another one as the original.",
  TEXT_TOO_LONG: "Shorten the text.",
  CONTROL_CHARACTER: "Remove characters that cannot be seen; lines may be broken in longer texts.",
  OUT_OF_RANGE: "Give a number within the range.",
  TOO_MANY: "Give fewer entries.",
  RECORD_TOO_LARGE: "Shorten its texts, or make several records of it.",
  DUPLICATE: "Give each entry once.",
  OWNER_NOT_FIRST: "Put the owner first among the organisers.",
  DATES_CONTRADICT: "Mend one of the two dates.",
  RANGE_CONTRADICTS: "Make the lower bound no higher than the upper one.",
  DATE_IN_FUTURE: "Check the date: what was done or found lies in the past.",
  MEASURE_UNKNOWN: "Name the ref of one of the recommendation's measures, or leave measure out.",
  MEASURE_IN_USE: "Keep the measure: follow-ups or assessments are about it.",
  MEASURE_CYCLE: "Put no measure below itself.",
  APPEND_ONLY: "Append a further entry that says what is so now: entries are never changed or removed.",
  COMPLETE_WITHOUT_EVIDENCE: "Add evidence; until then the claim counts as SUBSTANTIAL.",
  CLOSURE_CONTRADICTS: "Check closure and status: one says implemented, the other does not.",
  NUMBERS_INCONSISTENT: "Check value, numerator and denominator; as they are, readers see INCONSISTENT.",
  LINK_TO_ITSELF: "Link to another record.",
  LINK_KIND: "Use a relation that fits the kind of record linked to, or `related`.",
  LINK_TARGET_UNKNOWN: "Create the record first, or mend the id.",
  LINK_TARGET_HIDDEN: "Publish or restore the record linked to: until then the link leads nowhere.",
  LINK_UNKNOWN: "Read the record's links anew; there is no such link to remove.",
  TEXT_UNKNOWN: "Name a field as `texts` of the record does: title, topics.0, measures.0.text.",
  KIND_NOT_KEPT: "Create a record of a kind that this partner keeps.",
  WRONG_KIND: "Use the mutation of the record's own kind.",
  FOREIGN_RECORD: "Ask the desk of the partner that keeps the record.",
  ID_TAKEN: "Choose another slug, or update the record that has the id.",
  ID_ERASED: "Choose another slug: the id of an erased record is never used again.",
  RECORD_UNKNOWN: "Check the id; `records` lists what is kept here.",
  RECORD_ERASED: "An erased record does not come back: create another one.",
  VERSION_CONFLICT: "Read the record anew, put your changes to it, and send its present version.",
  VERSION_MISSING: "Send the version that you have read.",
  IDEMPOTENCY_KEY_REUSED: "Use a new key for each new request.",
  BAD_IDEMPOTENCY_KEY: "Give 8 to 200 letters, digits and . _ : -, such as a UUID.",
} as const;

export type DeskProblemCode = keyof typeof DESK_PROBLEM_CODES;

/** One error or warning about a request. */
export interface DeskProblem {
  /** Where: a path into the input, such as title.NL, links.0.id or measures.1.ref; empty: the whole of it. */
  readonly field: string;
  readonly code: DeskProblemCode;
  /** What was expected and what came. */
  readonly message: string;
  /** How to mend it. */
  readonly mend: string;
}

/** What a problem is made from; without `mend` the code's own stands. */
export interface ProblemParts {
  readonly field: string;
  readonly code: DeskProblemCode;
  /** Stands after "Expected". */
  readonly expected: string;
  /** Stands after "got". */
  readonly came: string;
  readonly mend?: string | undefined;
}

export function problem({ field, code, expected, came, mend }: ProblemParts): DeskProblem {
  return { field, code, message: `Expected ${expected}; got ${came}.`, mend: mend ?? DESK_PROBLEM_CODES[code] };
}

const MAX_SHOWN = 60;

/** How a value is shown in a message: as JSON where it has a JSON, cut after 60 characters. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = asJson(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch {
    return `a ${typeof value} without a JSON form`;
  }
}
