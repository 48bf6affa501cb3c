import { Trans, useLingui } from "@lingui/react/macro";
import type { AgendaQuery } from "../generated/operations.js";
import { ATTENDANCE_MODES, EVENT_KINDS, EVENT_STATUSES, REGISTRATION_STATES } from "../shared/labels.js";
import { KeptBy } from "../shared/kept-by.js";
import { useSortable } from "../shared/sort-link.js";
import { RecordLink } from "../shared/record-text.js";
import { Row, Table } from "@segpol/page-base/table";
import { EventDate } from "./event-date.js";
import { EventMentions } from "./event-mentions.js";
import { PlaceWords } from "./place-words.js";

export type AgendaRow = AgendaQuery["events"]["nodes"][number];

interface EventTableProps {
  readonly caption: string;
  readonly rows: readonly AgendaRow[];
}

/** Events as rows; a series names its events, and these their series. */
export function EventTable({ caption, rows }: EventTableProps) {
  const { t } = useLingui();
  const sortable = useSortable();
  return (
    <Table
      caption={caption}
      columns={[
        sortable(t`Event`, { ascending: "TITLE" }),
        sortable(t`When`, { ascending: "DATE", descending: "DATE_DESC", usual: "DATE" }),
        t`Status`,
        t`Where`,
        t`Organised by`,
        t`Registration`,
        t`Kept by`,
      ]}
    >
      {rows.map((row) => (
        <Row
          key={row.id}
          status={row.status}
          head={<EventName row={row} />}
          cells={[
            <EventDate event={row} />,
            row.status === "CANCELLED" ? (
              <strong className="overdue">{t(EVENT_STATUSES.CANCELLED)}</strong>
            ) : (
              t(EVENT_STATUSES[row.status])
            ),
            <>
              <PlaceWords place={row.place} />
              {row.attendance !== "UNKNOWN" && (
                <>
                  <br />
                  <small>{t(ATTENDANCE_MODES[row.attendance])}</small>
                </>
              )}
            </>,
            row.organisers.length > 0 ? (
              row.organisers.map(({ acronym }) => acronym).join(", ")
            ) : (
              <Trans>nobody named</Trans>
            ),
            <HowToTakePart row={row} />,
            <KeptBy partner={row.partner} />,
          ]}
        />
      ))}
    </Table>
  );
}

/** With its kind, the series that it is part of, and its own events. */
function EventName({ row }: { readonly row: AgendaRow }) {
  const { t } = useLingui();
  return (
    <>
      <RecordLink record={row} /> <small>{t(EVENT_KINDS[row.kind])}</small>
      {row.series && (
        <>
          <br />
          <small>
            <Trans>part of</Trans> <RecordLink record={row.series} />
          </small>
        </>
      )}
      {row.events.totalCount > 0 && <EventMentions events={row.events} />}
    </>
  );
}

/** How to register, and where it can be followed from afar. */
function HowToTakePart({ row: { registration, livestream } }: { readonly row: AgendaRow }) {
  const { t } = useLingui();
  const state = registration && t(REGISTRATION_STATES[registration.state]);
  return (
    <>
      {!registration && <Trans>nothing said</Trans>}
      {registration && (registration.url == null ? state : <a href={registration.url}>{state}</a>)}
      {livestream != null && (
        <>
          <br />
          <a href={livestream}>{t`Livestream`}</a>
        </>
      )}
    </>
  );
}
