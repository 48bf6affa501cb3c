import type { EventPageQuery } from "../generated/operations.js";

type RecordData = NonNullable<EventPageQuery["record"]>;

/** What the page knows of an event. */
export type EventData = Extract<RecordData, { readonly attendance: unknown }>;

/** A record of another kind has none of an event's fields. */
export function isEvent(record: RecordData): record is EventData {
  return "attendance" in record;
}
