import type { RowInFile } from "../../sheets/file-row.js";
import type { CalendarEvent } from "./calendar-event.js";

/** An event of a calendar. */
export interface EventFileRow extends RowInFile {
  readonly is: "event";
  readonly id: string | undefined;
  readonly event: CalendarEvent;
}
