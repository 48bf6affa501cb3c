import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { EventDate } from "../agenda/event-date.js";
import type { OverviewQuery } from "../generated/operations.js";
import { KeptBy } from "../shared/kept-by.js";
import { RecordLink } from "../shared/record-text.js";

interface UpcomingEventsProps {
  readonly events: OverviewQuery["overview"]["upcomingEvents"];
}

export function UpcomingEvents({ events }: UpcomingEventsProps) {
  const path = usePagePath();
  return (
    <section aria-labelledby="upcoming">
      <h2 id="upcoming">
        <Trans>Upcoming events</Trans>
      </h2>
      <ul>
        {events.nodes.map((event) => (
          <li key={event.id}>
            <RecordLink record={event} />, <EventDate event={event} />, <KeptBy partner={event.partner} />
          </li>
        ))}
      </ul>
      <p>
        <Link to={path("agenda")}>
          <Plural
            value={events.totalCount}
            _0="No event is still to come: the agenda of all."
            one="# event that may still take place: the agenda"
            other="# events that may still take place: the agenda"
          />
        </Link>
      </p>
    </section>
  );
}
