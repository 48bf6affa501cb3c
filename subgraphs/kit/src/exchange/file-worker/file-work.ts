import { type FileReading, type ImportFile, readFileRows, type ReadFileOptions } from "../formats/read-file.js";
import { type FileToWrite, writeFile, type WrittenFile } from "../formats/write-file.js";

/** The part of import and export that takes a processor and no database: from bytes to rows, and from records to bytes. */
export interface FileWork {
  /**
   * Reads a file.
   * @throws ExchangeError when it cannot be read, or is beyond the limits; the signal's reason when it is aborted meanwhile
   */
  read(file: ImportFile, options: ReadFileOptions, signal?: AbortSignal): Promise<FileReading>;
  write(file: FileToWrite, signal?: AbortSignal): Promise<WrittenFile>;
}

/** In this thread, for a process that has nothing else to do meanwhile. */
export const WORK_HERE: FileWork = {
  read: (file, options) => readFileRows(file, options),
  write: (file) => writeFile(file),
};
