import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { BriefingEventsQuery, BriefingIndicatorsQuery } from "../generated/operations.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";
import { DIRECTIONS, EVENT_STATUSES, GAP_KINDS } from "../shared/labels.js";
import { ObservedValue } from "../shared/observed-value.js";
import { RecordLink } from "../shared/record-text.js";
import { Table } from "../shared/table.js";
import type { Gap } from "./read-briefing.js";

export function Events({ events }: { readonly events: BriefingEventsQuery["events"]["nodes"] }) {
  const { t } = useLingui();
  return (
    <section aria-labelledby="events">
      <h2 id="events">
        <Trans>Upcoming events</Trans>
      </h2>
      {events.length === 0 ? (
        <p>
          <Trans>No event is still to come.</Trans>
        </p>
      ) : (
        <Table caption={t`Upcoming events`} columns={[t`Event`, t`Date`, t`Place`, t`State`, t`Partner`]}>
          {events.map(({ id, title, languages, date, place, status, partner }) => (
            <tr key={id}>
              <th scope="row">
                <RecordLink id={id} languages={languages}>
                  {title}
                </RecordLink>
              </th>
              <td>
                <DateWords date={date} />
              </td>
              <td>{place ? place.name : <Trans>no place given</Trans>}</td>
              <td>{t(EVENT_STATUSES[status])}</td>
              <td>{partner.acronym}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

interface IndicatorsProps {
  readonly indicators: BriefingIndicatorsQuery["legitimacyIndicators"]["nodes"];
}

export function Indicators({ indicators }: IndicatorsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const [total, measured] = [indicators.length, indicators.filter(({ latest }) => latest != null).length];
  return (
    <section aria-labelledby="indicators">
      <h2 id="indicators">
        <Trans>Indicators</Trans>
      </h2>
      <p>
        <Trans>
          {measured} of {total} have been measured.
        </Trans>
      </p>
      {total > 0 && (
        <Table caption={t`Indicators`} columns={[t`Indicator`, t`Latest value`, t`Target`, t`Better is`, t`Partner`]}>
          {indicators.map(({ id, title, languages, latest, unit, target, direction, partner }) => (
            <tr key={id}>
              <th scope="row">
                <RecordLink id={id} languages={languages}>
                  {title}
                </RecordLink>
              </th>
              <td>
                <ObservedValue observation={latest} unit={unit} />
              </td>
              <td>{target ? `${format.number(target.value)} (${target.period.text})` : <Trans>no target</Trans>}</td>
              <td>{t(DIRECTIONS[direction])}</td>
              <td>{partner.acronym}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

export function Gaps({ missing }: { readonly missing: readonly Gap[] }) {
  const { t } = useLingui();
  const gaps = missing.length;
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps">
        <Trans>What is missing</Trans>
      </h2>
      <p>
        <Plural value={gaps} _0="Nothing is missing." one="# thing is missing." other="# things are missing." />
      </p>
      {gaps > 0 && (
        <Table caption={t`What is missing`} columns={[t`What it concerns`, t`What is missing`, t`Whom to ask`]}>
          {missing.map(({ kind, theme, record, partner }) => (
            <tr key={`${kind} ${record?.id ?? theme?.code ?? ""} ${partner?.code ?? ""}`}>
              <th scope="row">
                {record ? (
                  <RecordLink id={record.id} languages={record.languages}>
                    {record.title}
                  </RecordLink>
                ) : (
                  theme?.title
                )}
              </th>
              <td>{t(GAP_KINDS[kind])}</td>
              <td>{partner ? partner.acronym : <Trans>all partners</Trans>}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
