import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { DateWords } from "../shared/date-words.js";
import { StatusWords, unitOf } from "../shared/observed-value.js";
import { Pager } from "../shared/pager.js";
import { RecordText } from "../shared/record-text.js";
import { Row, Table } from "@segpol/page-base/table";
import { Chart } from "./chart.js";
import type { IndicatorData } from "./indicator-data.js";
import { seriesOf } from "./series.js";

interface MeasuredValuesProps {
  readonly indicator: IndicatorData;
}

/** The values over time: as charts, one for each part that is measured apart, and all of them as a table. */
export function MeasuredValues({ indicator }: MeasuredValuesProps) {
  const { title, target, latest, observations } = indicator;
  const unit = unitOf(indicator);
  const series = seriesOf(observations?.nodes ?? [], useFormat());
  // A point alone says something beside a target only.
  const drawn = series.filter(({ rows }) => rows.length > 1 || (target != null && series.length === 1));
  const all = drawn.flatMap(({ rows }) => rows);
  return (
    <section aria-labelledby="values">
      <h2 id="values">
        <Trans>Measured values</Trans>
      </h2>
      {!observations && latest && (
        <p>
          <Trans>The values cannot be had right now.</Trans>
        </p>
      )}
      {!latest && (
        <p>
          <Trans>Nobody has measured it yet.</Trans>
        </p>
      )}
      {series.length > 0 && all.length <= 1 && (
        <p>
          <Trans>Measured once, so that no change over time can be told.</Trans>
        </p>
      )}
      {drawn.length > 0 && (
        <div className="charts">
          {drawn.map((each) => (
            <Chart key={each.name} title={title} unit={unit} series={each} all={all} target={target} />
          ))}
        </div>
      )}
      {observations && series.length > 0 && (
        <>
          <ValueTable indicator={indicator} />
          <p>
            <Plural value={observations.totalCount} one="# value in all." other="# values in all." />
          </p>
          <ExportLinks list="observations" search={{ indicator: indicator.id }} />
          <Pager pageInfo={observations.pageInfo} />
        </>
      )}
    </section>
  );
}

function ValueTable({ indicator }: MeasuredValuesProps) {
  const { title, observations } = indicator;
  const unit = unitOf(indicator);
  const { t } = useLingui();
  const format = useFormat();
  const series = seriesOf(observations?.nodes ?? [], format);
  const isBrokenDown = series.some(({ name }) => name !== "");
  const number = (value: number | null | undefined) =>
    value == null ? <Trans>not given</Trans> : format.number(value);
  return (
    <Table
      className="values"
      caption={title}
      columns={[
        t`Period`,
        ...(isBrokenDown ? [t`Part`] : []),
        unit === undefined ? t`Value` : `${t`Value`} (${unit})`,
        "n",
        t`Numerator`,
        t`Denominator`,
        t`How sure`,
        t`Note`,
      ]}
    >
      {series.flatMap(({ name, rows }) =>
        rows.map((row, index) => (
          <Row
            // oxlint-disable-next-line react/no-array-index-key -- Two values may be of the same period.
            key={`${name} ${index}`}
            status={row.status}
            head={<DateWords date={row.period} />}
            cells={[
              ...(isBrokenDown ? [name === "" ? t`all` : name] : []),
              <strong>{format.number(row.value)}</strong>,
              number(row.sampleSize),
              number(row.numerator),
              number(row.denominator),
              <StatusWords status={row.status} />,
              row.note != null && <RecordText localized={row.noteText}>{row.note}</RecordText>,
            ]}
          />
        )),
      )}
    </Table>
  );
}
