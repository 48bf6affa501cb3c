import type { RecordKind } from "@segpol/schema";
import type { DeskSnapshot } from "../../desk/command.js";
import type { ExchangeErrorParts } from "../file/exchange-error.js";
import type { FileRow } from "../formats/file-row.js";
import type { FileReading, ImportFile, ReadFileOptions } from "../formats/read-file.js";
import type { FileToWrite, WrittenFile } from "../formats/write-file.js";

/** Tasks of a process that reads or writes a file. One at a time; each is answered. */
export type FileTask =
  | { readonly do: "read"; readonly file: ImportFile; readonly options: ReadFileOptions }
  /** The rows of the file that was read, from this one on: as many as do not keep long who receives them. */
  | { readonly do: "rows"; readonly from: number }
  /** Records for the file that is written next. */
  | { readonly do: "take"; readonly kind: RecordKind; readonly records: readonly DeskSnapshot[] }
  | { readonly do: "write"; readonly file: Omit<FileToWrite, "records"> };

/** What it answers to each. */
export interface FileResults {
  readonly read: Omit<FileReading, "rows"> & { readonly count: number };
  readonly rows: readonly FileRow[];
  readonly take: null;
  readonly write: WrittenFile;
}

export type FileAnswer =
  | { readonly done: FileResults[keyof FileResults] }
  | { readonly refused: ExchangeErrorParts }
  /** Of the program. */
  | { readonly fault: Error };
