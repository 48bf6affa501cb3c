import type { RecordFileRow, SheetFileRow } from "../sheets/file-row.js";
import type { EventFileRow } from "./ics/event-row.js";

/** What a file says in one row: values and nothing else, so that it can come from another process. */
export type FileRow = SheetFileRow | EventFileRow | RecordFileRow;
