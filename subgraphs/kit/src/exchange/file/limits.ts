/** How much a file may ask of the one who reads it. */
export interface ExchangeLimits {
  /** Bytes of the file as it comes. */
  readonly maxBytes: number;
  /** Bytes of all that lies packed in an .xlsx. */
  readonly maxUnpackedBytes: number;
  /** Rows of all sheets together, events of a calendar, records of a JSON file. */
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Characters of one cell. */
  readonly maxCellLength: number;
}

const MIB = 1024 * 1024;

/** 10 MiB, 64 MiB unpacked, 20,000 rows of 300 columns, 100,000 characters in a cell. */
export const DEFAULT_LIMITS: ExchangeLimits = {
  maxBytes: 10 * MIB,
  maxUnpackedBytes: 64 * MIB,
  maxRows: 20_000,
  maxColumns: 300,
  maxCellLength: 100_000,
};
