import { Trans, useLingui } from "@lingui/react/macro";
import type { AgendaQuery } from "../generated/operations.js";
import { ATTENDANCE_MODES, EVENT_KINDS, EVENT_STATUSES, REGISTRATION_STATES } from "../shared/labels.js";
import { KeptBy } from "../shared/kept-by.js";
import { RecordLink } from "../shared/record-text.js";
import { Table } from "@segpol/page-base/table";
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
  return (
    <Table
      caption={caption}
      columns={[t`Event`, t`When`, t`Status`, t`Where`, t`Organised by`, t`Registration`, t`Kept by`]}
    >
      {rows.map((row) => (
        <tr key={row.id} data-status={row.status}>
          <th scope="row">
            <RecordLink id={row.id} languages={row.languages}>
              {row.title}
            </RecordLink>{" "}
            <small>{t(EVENT_KINDS[row.kind])}</small>
            {row.series && (
              <>
                <br />
                <small>
                  <Trans>part of</Trans>{" "}
                  <RecordLink id={row.series.id} languages={row.series.languages}>
                    {row.series.title}
                  </RecordLink>
                </small>
              </>
            )}
            {row.events.totalCount > 0 && <EventMentions events={row.events} />}
          </th>
          <td>
            <EventDate date={row.date} />
          </td>
          <td>
            {row.status === "CANCELLED" ? (
              <strong className="overdue">{t(EVENT_STATUSES.CANCELLED)}</strong>
            ) : (
              t(EVENT_STATUSES[row.status])
            )}
          </td>
          <td>
            <PlaceWords place={row.place} />
            {row.attendance !== "UNKNOWN" && (
              <>
                <br />
                <small>{t(ATTENDANCE_MODES[row.attendance])}</small>
              </>
            )}
          </td>
          <td>
            {row.organisers.length > 0 ? (
              row.organisers.map(({ acronym }) => acronym).join(", ")
            ) : (
              <Trans>nobody named</Trans>
            )}
          </td>
          <td>
            <HowToRegister registration={row.registration} />
          </td>
          <td>
            <KeptBy partner={row.partner} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function HowToRegister({ registration }: Pick<AgendaRow, "registration">) {
  const { t } = useLingui();
  if (!registration) return <Trans>nothing said</Trans>;
  const state = t(REGISTRATION_STATES[registration.state]);
  return registration.url == null ? state : <a href={registration.url}>{state}</a>;
}
