/** What can be wrong with a file as a whole, and the line that goes with it in the docs. */
export const EXCHANGE_ERROR_CODES = [
  "FILE_EMPTY",
  "FILE_TOO_LARGE",
  "CONTENT_NOT_BASE64",
  "TOO_MANY_ROWS",
  "TOO_MANY_COLUMNS",
  "CELL_TOO_LONG",
  "FORMAT_UNKNOWN",
  "FORMAT_NOT_FOR_KIND",
  "KIND_UNKNOWN",
  "ENCODING_UNKNOWN",
  "CSV_MALFORMED",
  "XLSX_MALFORMED",
  "XLSX_TOO_LARGE",
  "XLSX_ENTITIES",
  "XLSX_ENCRYPTED",
  "JSON_MALFORMED",
  "ICS_MALFORMED",
  "HEADERS_MISSING",
  "HEADER_TWICE",
  "NO_ROWS",
  "BAD_IDEMPOTENCY_KEY",
  "IDEMPOTENCY_KEY_REUSED",
  "FILE_TOOK_TOO_LONG",
  "FILE_OUT_OF_MEMORY",
  "TOO_MANY_FILES",
  "PARTNER_STOPPING",
] as const;

export type ExchangeErrorCode = (typeof EXCHANGE_ERROR_CODES)[number];

/** What an {@link ExchangeError} is made from. */
export interface ExchangeErrorParts {
  readonly code: ExchangeErrorCode;
  /** Stands after "Expected". */
  readonly expected: string;
  /** Stands after "got". */
  readonly came: string;
  /** How to mend it. */
  readonly mend: string;
}

/** A file cannot be read, or is more than the limits allow: nothing of it was written. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  readonly code: ExchangeErrorCode;
  readonly mend: string;

  /** From which the same error can be made in another process. */
  constructor(readonly parts: ExchangeErrorParts) {
    const { code, expected, came, mend } = parts;
    super(`Expected ${expected}; got ${came}.`);
    this.code = code;
    this.mend = mend;
  }
}
