import type { RowInFile } from "../../sheets/file-row.js";
import type { CalendarEvent } from "./calendar-event.js";

/** An event of a calendar. */
export interface EventFileRow extends RowInFile {
  readonly is: "event";
  readonly id: string | undefined;
  /** The record's version when it was exported; undefined: another program wrote the file. */
  readonly version: number | undefined;
  readonly event: CalendarEvent;
}
