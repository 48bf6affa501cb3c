/** Why a harvested record cannot be indexed. */
export type RecordErrorCode =
  /** The id, the type or the kind is not one that this partner can have. */
  | "FOREIGN_RECORD"
  /** The record has no title. */
  | "TITLE_MISSING"
  /** A field holds what the contract does not allow there. */
  | "INVALID_FIELD"
  /** `_texts` or `_links` holds what cannot be used. */
  | "INVALID_TEXT"
  | "INVALID_LINK"
  /** The texts are too long to be searched. */
  | "TOO_LARGE"
  /** The database does not take it, for a reason that nothing above foresees. */
  | "NOT_STORABLE";

/** One record that cannot be indexed; the others of its page are not concerned. */
export class RecordError extends Error {
  override readonly name = "RecordError";

  constructor(
    readonly recordId: string,
    readonly code: RecordErrorCode,
    message: string,
  ) {
    super(message);
  }
}
