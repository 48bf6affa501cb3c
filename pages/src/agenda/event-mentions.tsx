import type { EventMentionFragment } from "../generated/operations.js";
import { RecordLink } from "../shared/record-text.js";
import { RecordList } from "../shared/record-list.js";
import { EventDate } from "./event-date.js";
import { EventStatusWord } from "./event-status-word.js";

interface EventMentionsProps {
  readonly events: { readonly totalCount: number; readonly nodes: readonly EventMentionFragment[] };
}

/** Events in a list, each with its date. */
export function EventMentions({ events }: EventMentionsProps) {
  return (
    <RecordList list={events}>
      {(event) => (
        <>
          <RecordLink record={event} />, <EventDate event={event} /> <EventStatusWord status={event.status} />
        </>
      )}
    </RecordList>
  );
}
