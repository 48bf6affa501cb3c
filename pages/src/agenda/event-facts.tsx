import { Trans, useLingui } from "@lingui/react/macro";
import { ATTENDANCE_MODES, EVENT_KINDS, EVENT_STATUSES } from "../shared/labels.js";
import { RecordFacts } from "../shared/record-facts.js";
import { Capacity } from "./capacity.js";
import type { EventData } from "./event-data.js";
import { EventDate } from "./event-date.js";
import { PlaceWords } from "./place-words.js";
import { Registration } from "./registration.js";

interface EventFactsProps {
  readonly event: EventData;
}

export function EventFacts({ event }: EventFactsProps) {
  const { t } = useLingui();
  const { kind, status, place, attendance, organisers, speakers, capacity, livestream } = event;
  return (
    <dl className="facts">
      <dt>{t`Kind`}</dt>
      <dd>{t(EVENT_KINDS[kind])}</dd>
      <dt>{t`Status`}</dt>
      <dd>{t(EVENT_STATUSES[status])}</dd>
      <dt>{t`When`}</dt>
      <dd>
        <EventDate event={event} />
      </dd>
      <dt>{t`Where`}</dt>
      <dd>
        <PlaceWords place={place} />
      </dd>
      <dt>{t`Attendance`}</dt>
      <dd>{t(ATTENDANCE_MODES[attendance])}</dd>
      <dt>{t`Organised by`}</dt>
      <dd>
        {organisers.length > 0 ? organisers.map(({ acronym }) => acronym).join(", ") : <Trans>nobody named</Trans>}
      </dd>
      <dt>{t`Speakers`}</dt>
      <dd>{speakers && speakers.length > 0 ? <bdi>{speakers.join(", ")}</bdi> : <Trans>nobody named</Trans>}</dd>
      <dt>{t`Capacity`}</dt>
      <dd>
        <Capacity capacity={capacity} />
      </dd>
      <dt>{t`Registration`}</dt>
      <dd>
        <Registration registration={event.registration} />
      </dd>
      <dt>{t`Livestream`}</dt>
      <dd>{livestream == null ? <Trans>none named</Trans> : <a href={livestream}>{livestream}</a>}</dd>
      <RecordFacts record={event} list="agenda" />
    </dl>
  );
}
