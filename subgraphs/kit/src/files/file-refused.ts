/** Why a file is not kept, and how that is mended. */
export const FILE_REFUSALS = {
  FILE_EMPTY: "Save the file anew, and give it again.",
  FILE_TOO_LARGE:
    "Give a smaller one: a PDF can be saved with smaller pictures. The limit is SEGPOL_SUBGRAPH_MAX_FILE_BYTES.",
  FILE_TYPE_REFUSED: "Save it as a PDF, and give that.",
  FILE_NAME_CONTRADICTS: "Give the name the ending that belongs to its content.",
  TOO_MANY_FILES:
    "Write down the statements that the files belong to, or wait: what no statement names is removed after a week.",
  FILES_NOT_KEPT: "Give the address at which the file is, or ask who runs this partner to set SEGPOL_FILES_DIR.",
  RECORD_UNKNOWN: "Check the id: evidence belongs to a recommendation that is kept here.",
} as const;

export type FileRefusal = keyof typeof FILE_REFUSALS;

/** A file is not kept; the message says what was expected and what came. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";
  readonly mend: string;

  constructor(
    readonly code: FileRefusal,
    expected: string,
    came: string,
  ) {
    super(`Expected ${expected}; got ${came}.`);
    this.mend = FILE_REFUSALS[code];
  }
}
