import { Plural } from "@lingui/react/macro";
import type { EventMentionFragment } from "../generated/operations.js";
import { RecordLink } from "../shared/record-text.js";
import { EventDate } from "./event-date.js";
import { EventStatusWord } from "./event-status-word.js";

interface EventMentionsProps {
  readonly events: { readonly totalCount: number; readonly nodes: readonly EventMentionFragment[] };
}

/** Events in a list, each with its date; those that are too many are counted. */
export function EventMentions({ events: { totalCount, nodes } }: EventMentionsProps) {
  return (
    <ul>
      {nodes.map(({ id, title, languages, status, date }) => (
        <li key={id}>
          <RecordLink id={id} languages={languages}>
            {title}
          </RecordLink>
          , <EventDate date={date} /> <EventStatusWord status={status} />
        </li>
      ))}
      {totalCount > nodes.length && (
        <li>
          <Plural value={totalCount - nodes.length} one="and # more" other="and # more" />
        </li>
      )}
    </ul>
  );
}
