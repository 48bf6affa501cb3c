import { type RecordFinding, sentenceOf } from "./record-finding.js";

/** Why a harvested record cannot be indexed, and how that is mended unless the finding itself says more. */
const MENDS = {
  /** The id, the type or the kind is not one that this partner can have. */
  FOREIGN_RECORD: "Name records of one's own alone in the change feed, each with its own type.",
  TITLE_MISSING: "Give the record a title in at least one language.",
  /** A field holds what the contract does not allow there. */
  INVALID_FIELD: "Give the field a value that the contract allows there.",
  /** `_texts` or `_links` holds what cannot be used. */
  INVALID_TEXT: "Mend the record's _texts.",
  INVALID_LINK: "Mend the record's _links.",
  /** A list, a text or the record as a whole is larger than the contract allows. */
  TOO_LARGE: "Shorten it, or make several records of it.",
  /** The database does not take it, for a reason that nothing above foresees. */
  NOT_STORABLE: "Change the value that the database names, and tell the hub's operators.",
} as const;

export type RecordErrorCode = keyof typeof MENDS;

/** One record that cannot be indexed; the others of its page are not concerned. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  readonly finding: RecordFinding;

  constructor(
    readonly recordId: string,
    readonly code: RecordErrorCode,
    { mend = MENDS[code], ...found }: Omit<RecordFinding, "mend"> & { readonly mend?: string },
  ) {
    super(sentenceOf(found));
    this.finding = { ...found, mend };
  }
}
