import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { EventDate } from "../agenda/event-date.js";
import { GapTable } from "../gaps/gap-table.js";
import type { BriefingEventsQuery, BriefingIndicatorsQuery, GapRowFragment } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { IndicatorTable } from "../shared/indicator-table.js";
import { KeptBy } from "../shared/kept-by.js";
import { EVENT_STATUSES } from "../shared/labels.js";
import { LeftOut } from "../shared/left-out.js";
import { RecordLink } from "../shared/record-text.js";
import { Row, Table } from "@segpol/page-base/table";
import { type Part, STILL_ON } from "./read-briefing.js";

/** Makes the address of a list of all that the briefing is about. */
export function useWholeList(): (page: string, more?: Readonly<Record<string, string>>) => string {
  const path = usePagePath();
  const [search] = useSearchParams();
  return (page, more) => path(page, { theme: search.getAll("theme"), partner: search.getAll("partner"), ...more });
}

interface EventsProps {
  readonly events: Part<BriefingEventsQuery["events"]["nodes"][number]>;
  /** The day from which on they are. */
  readonly from: string;
}

export function Events({ events: { rows, leftOut }, from }: EventsProps) {
  const { t } = useLingui();
  const wholeList = useWholeList();
  return (
    <section aria-labelledby="events">
      <h2 id="events">
        <Trans>Upcoming events</Trans>
      </h2>
      <LeftOut count={leftOut} all={wholeList("agenda", { from })} />
      {rows.length === 0 ? (
        <p>
          <Trans>No event is still to come.</Trans>
        </p>
      ) : (
        <>
          <Table
            caption={t`Upcoming events`}
            isBelowHeading
            columns={[t`Event`, t`Date`, t`Place`, t`State`, t`Partner`]}
          >
            {rows.map((row) => (
              <Row
                key={row.id}
                head={<RecordLink record={row} />}
                cells={[
                  <EventDate event={row} />,
                  row.place ? <bdi>{row.place.name}</bdi> : <Trans>no place given</Trans>,
                  t(EVENT_STATUSES[row.status]),
                  <KeptBy partner={row.partner} />,
                ]}
              />
            ))}
          </Table>
          <ExportLinks list="agenda" search={{ from, status: STILL_ON }} />
        </>
      )}
    </section>
  );
}

interface IndicatorsProps {
  readonly indicators: Part<BriefingIndicatorsQuery["legitimacyIndicators"]["nodes"][number]>;
}

export function Indicators({ indicators: { rows, leftOut } }: IndicatorsProps) {
  const { t } = useLingui();
  const wholeList = useWholeList();
  const [total, measured] = [rows.length, rows.filter(({ latest }) => latest != null).length];
  return (
    <section aria-labelledby="indicators">
      <h2 id="indicators">
        <Trans>Indicators</Trans>
      </h2>
      <LeftOut count={leftOut} all={wholeList("indicators")} />
      <p>
        <Trans>
          {measured} of {total} have been measured.
        </Trans>
      </p>
      {total > 0 && <IndicatorTable caption={t`Indicators`} isBelowHeading rows={rows} />}
      {total > 0 && <ExportLinks list="indicators" />}
    </section>
  );
}

export function Gaps({ missing: { rows, leftOut } }: { readonly missing: Part<GapRowFragment> }) {
  const { t } = useLingui();
  const wholeList = useWholeList();
  const gaps = rows.length;
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps">
        <Trans>What is missing</Trans>
      </h2>
      <LeftOut count={leftOut} all={wholeList("missing")} />
      <p>
        <Plural value={gaps} _0="Nothing is missing." one="# thing is missing." other="# things are missing." />
      </p>
      {gaps > 0 && <GapTable caption={t`What is missing, and whom to ask`} rows={rows} />}
      {gaps > 0 && <ExportLinks list="missing" />}
    </section>
  );
}
