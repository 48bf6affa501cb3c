import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useFormat } from "../shared/format.js";
import { type Certainty, certaintyOf } from "./certainty.js";
import { type AgendaRow, EventTable } from "./event-table.js";

const SECTIONS: readonly {
  readonly certainty: Certainty;
  readonly heading: MessageDescriptor;
  readonly caption: MessageDescriptor;
}[] = [
  {
    certainty: "DAY",
    heading: msg`On a day that is known`,
    caption: msg`The day, or the first and the last day, are known.`,
  },
  {
    certainty: "APPROXIMATE",
    heading: msg`At about a time`,
    caption: msg`A month, a season, a year, one of several days, or a day that is inferred, in the words of the source.`,
  },
  { certainty: "OPEN_ENDED", heading: msg`Without an end`, caption: msg`No last day is given.` },
  { certainty: "UNDATED", heading: msg`Without a date`, caption: msg`No date is given.` },
];

interface SectionsProps {
  readonly rows: readonly AgendaRow[];
}

/** Events apart by how well their date is known, so that no month looks like its first day. */
export function Sections({ rows }: SectionsProps) {
  const { t } = useLingui();
  const format = useFormat();
  return SECTIONS.map(({ certainty, heading, caption }) => {
    const own = rows.filter(({ date }) => certaintyOf(date) === certainty);
    return (
      <section key={certainty} aria-labelledby={certainty} data-certainty={certainty}>
        <h2 id={certainty}>
          {t(heading)} ({format.number(own.length)})
        </h2>
        {own.length > 0 ? (
          <EventTable caption={t(caption)} rows={own} />
        ) : (
          <p>
            <Trans>No event.</Trans>
          </p>
        )}
      </section>
    );
  });
}
