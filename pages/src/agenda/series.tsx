import { Plural, Trans } from "@lingui/react/macro";
import { RecordLink } from "../shared/record-text.js";
import type { EventData } from "./event-data.js";
import { EventMentions } from "./event-mentions.js";

interface SeriesProps {
  readonly event: Pick<EventData, "id" | "series" | "events">;
}

/** The series that an event is part of with its other events, or the events of a series. */
export function Series({ event: { id, series, events } }: SeriesProps) {
  if (!series && events.totalCount === 0) return null;
  const others = series?.events.nodes.filter((each) => each.id !== id) ?? [];
  return (
    <section aria-labelledby="series">
      <h2 id="series">
        {series ? <Trans>Series</Trans> : <Plural value={events.totalCount} one="# event" other="# events" />}
      </h2>
      {series && (
        <>
          <p>
            <Trans>Part of</Trans> <RecordLink record={series} />
          </p>
          {others.length > 0 && (
            <>
              <h3>
                <Trans>Its other events</Trans>
              </h3>
              <EventMentions
                events={{ totalCount: Math.max(series.events.totalCount - 1, others.length), nodes: others }}
              />
            </>
          )}
        </>
      )}
      {events.totalCount > 0 && <EventMentions events={events} />}
    </section>
  );
}
