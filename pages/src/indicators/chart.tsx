import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import type { ObservationStatus, TargetValueFragment } from "../generated/operations.js";
import { useDateText } from "../shared/date-words.js";
import { type Format, useFormat } from "../shared/format.js";
import { OBSERVATION_STATUSES } from "../shared/labels.js";
import { CHART, layOut } from "./chart-layout.js";
import type { Measured } from "./indicator-data.js";
import { Mark } from "./mark.js";
import type { Series } from "./series.js";
import type { TickUnit } from "./ticks.js";

interface ChartProps {
  /** What is measured. */
  readonly title: string;
  readonly unit: string | undefined;
  readonly series: Series;
  /** Measurements of all charts beside this one, for the same scales. */
  readonly all: readonly Measured[];
  readonly target: TargetValueFragment | null | undefined;
}

/** Values over time. The table beside it says the same, and more. */
export function Chart({ title, unit, series: { name, rows }, all, target }: ChartProps) {
  const { t } = useLingui();
  const format = useFormat();
  const id = useId();
  const { points, lines, values, times, timeUnit, target: targetY } = layOut(rows, all, target?.value);
  const textOf = useDateText();
  const said = ({ value, period }: Measured): string => `${textOf(period)}${format.colon}${format.number(value)}`;
  const [first, last] = [rows[0], rows.at(-1)].map((row) => (row ? said(row) : ""));
  const count = rows.length;
  const wanted = target
    ? `${t`Target`}${format.colon}${format.number(target.value)} (${textOf(target.period)}).`
    : t`No target.`;
  const description = count === 1 ? first : t`${count} values, the first ${first}, the last ${last}.`;
  return (
    <figure className="chart">
      {name !== "" && <h3>{name}</h3>}
      <svg
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        role="img"
        aria-labelledby={`${id}t`}
        aria-describedby={`${id}d`}
      >
        <title id={`${id}t`}>{name === "" ? title : `${title}, ${name}`}</title>
        <desc id={`${id}d`}>{`${description} ${wanted} ${t`The table has every value.`}`}</desc>
        {unit !== undefined && (
          <text className="unit" x={CHART.left} y={CHART.top - 10}>
            {unit}
          </text>
        )}
        {values.map(({ value, y }) => (
          <g key={value}>
            <line className="grid" x1={CHART.left} x2={CHART.right} y1={y} y2={y} />
            <text className="value" x={CHART.left - 8} y={y} dy="0.35em">
              {format.number(value)}
            </text>
          </g>
        ))}
        {times.map(({ day, x }, index) => (
          <text key={day} className={`time ${placeOf(index, times.length, timeUnit)}`} x={x} y={CHART.bottom + 24}>
            {tickText(format, timeUnit, day)}
          </text>
        ))}
        {targetY !== undefined && (
          <line className="target" x1={CHART.left} x2={CHART.right} y1={targetY} y2={targetY} />
        )}
        {lines.map((line) => (
          <polyline key={line} className="line" points={line} />
        ))}
        {points.map(({ row, from, to, x, y }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- Two values may be of the same period.
          <g key={index} className="point">
            <title>{said(row)}</title>
            <line className="period" x1={from} x2={to} y1={y} y2={y} />
            <Mark status={row.status} x={x} y={y} />
          </g>
        ))}
      </svg>
      <Legend target={target ? wanted : undefined} statuses={rows.map(({ status }) => status)} />
    </figure>
  );
}

interface LegendProps {
  readonly target: string | undefined;
  readonly statuses: readonly ObservationStatus[];
}

function Legend({ target, statuses }: LegendProps) {
  const { t } = useLingui();
  return (
    <figcaption>
      <ul>
        {target !== undefined && (
          <li>
            <svg className="sign" viewBox="0 0 24 16" aria-hidden="true">
              <line className="target" x1="0" x2="24" y1="8" y2="8" />
            </svg>{" "}
            {target}
          </li>
        )}
        {[...new Set(statuses)].map((status) => (
          <li key={status}>
            <svg className="sign" viewBox="0 0 24 16" aria-hidden="true">
              <Mark status={status} x={12} y={8} />
            </svg>{" "}
            {t(OBSERVATION_STATUSES[status])}
          </li>
        ))}
        <li>
          <svg className="sign" viewBox="0 0 24 16" aria-hidden="true">
            <line className="period" x1="0" x2="24" y1="8" y2="8" />
          </svg>{" "}
          <Trans>period that the value is of</Trans>
        </li>
      </ul>
    </figcaption>
  );
}

/** Days are long, so that they stay within the chart. */
function placeOf(index: number, count: number, unit: TickUnit): string {
  if (unit !== "day") return "middle";
  return index === count - 1 ? "end" : "start";
}

function tickText(format: Format, unit: TickUnit, day: string): string {
  if (unit === "year") return day.slice(0, 4);
  return unit === "month" ? format.month(day) : format.day(day);
}
