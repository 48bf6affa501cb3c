import { Trans, useLingui } from "@lingui/react/macro";
import { data, useLoaderData } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { NotFound } from "../app/not-found.js";
import { RecordHistory } from "../changes/record-history.js";
import { EventPage } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { useFormat } from "../shared/format.js";
import { Origin } from "../shared/origin.js";
import { Problems } from "../shared/problems.js";
import { RecordText } from "../shared/record-text.js";
import { Texts } from "../shared/texts.js";
import { isEvent } from "./event-data.js";
import { EventFacts } from "./event-facts.js";
import { Outcomes } from "./outcomes.js";
import { Programme } from "./programme.js";
import { Series } from "./series.js";

export async function loader(args: LoaderArgs) {
  const answer = await ask(args, EventPage, { id: args.params["id"] ?? "" });
  const { record, ...names } = answer.data;
  const event = record && isEvent(record) ? record : undefined;
  return data({ ...answer, data: undefined, event, names }, { status: event ? 200 : 404 });
}

/** One event: when and where, its programme, how to take part, and what came from it. */
export function Component() {
  const { t } = useLingui();
  const { colon } = useFormat();
  const path = usePagePath();
  const { event, names, problems, requestId } = useLoaderData<typeof loader>();
  if (!event) return <NotFound />;
  const { id, title, titleText, status, summaryText, date, url, provenance } = event;
  const isCancelled = status === "CANCELLED";
  return (
    <article>
      <title>{isCancelled ? `${t`Cancelled`}${colon}${title}` : title}</title>
      <h1>
        {isCancelled && <span className="overdue">{t`Cancelled` + colon}</span>}
        <RecordText localized={titleText}>{title}</RecordText>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      {date?.latest != null && (
        <p>
          <a href={path(`events/${encodeURIComponent(id)}/event.ics`)} download="event.ics" type="text/calendar">
            <Trans>Calendar file (.ics)</Trans>
          </a>
        </p>
      )}
      <EventFacts event={event} />
      <Texts texts={[{ heading: t`In short`, text: summaryText }]} />
      <Programme event={event} />
      <Series event={event} />
      <Outcomes event={event} />
      <Origin provenance={provenance} url={url} />
      <RecordHistory record={event} names={names} />
      <p className="version">
        <Trans>
          Version {event.version} at its owner. Kept by {event.partner.acronym}.
        </Trans>
      </p>
    </article>
  );
}
