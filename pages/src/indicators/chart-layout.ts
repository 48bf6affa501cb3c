import type { Measured } from "./indicator-data.js";
import { runsOf, spanOf } from "./series.js";
import { timeTicks, type TimeTicks, valueTicks } from "./ticks.js";

/** The size of a chart, in its own units. */
export const CHART = { width: 480, height: 260, left: 72, right: 448, top: 24, bottom: 220 } as const;

export interface ChartPoint {
  readonly row: Measured;
  /** Where the period lies; the point is in its middle. */
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly y: number;
}

export interface ChartLayout {
  readonly points: readonly ChartPoint[];
  /** Lines, each as SVG takes it. */
  readonly lines: readonly string[];
  readonly values: readonly { readonly value: number; readonly y: number }[];
  readonly times: readonly { readonly day: string; readonly x: number }[];
  readonly timeUnit: TimeTicks["unit"];
  /** How high the target is; undefined: there is none. */
  readonly target: number | undefined;
}

const HALF_YEAR_MS = 182 * 86_400_000;
const DAY_MS = 86_400_000;

/** @param all measurements of all charts that are to have the same scales */
export function layOut(rows: readonly Measured[], all: readonly Measured[], target: number | undefined): ChartLayout {
  const wanted = target === undefined ? [] : [target];
  const values = valueTicks([...all.map(({ value }) => value), ...wanted]);
  const [start, end] = timeSpan(all);
  const times = timeTicks(start, end);
  const x = scale(start, end, CHART.left, CHART.right);
  const y = scale(values[0] ?? 0, values.at(-1) ?? 1, CHART.bottom, CHART.top);
  const points = rows.map((row) => {
    const [from, to] = spanOf(row);
    return { row, from: x(from), to: x(to), x: x((from + to) / 2), y: y(row.value) };
  });
  const at = new Map(points.map((point) => [point.row, `${point.x},${point.y}`]));
  return {
    points,
    lines: runsOf(rows).map((run) => run.map((row) => at.get(row)).join(" ")),
    values: values.map((value) => ({ value, y: y(value) })),
    times: times.days.map((day) => ({ day, x: x(Date.parse(`${day}T00:00:00Z`)) })),
    timeUnit: times.unit,
    target: target === undefined ? undefined : y(target),
  };
}

/** From the first day to the last; a single day has half a year on either side. */
function timeSpan(rows: readonly Measured[]): readonly [number, number] {
  const spans = rows.map(spanOf);
  const start = Math.min(...spans.map(([from]) => from));
  const end = Math.max(...spans.map(([, to]) => to));
  return end - start > DAY_MS ? [start, end] : [start - HALF_YEAR_MS, end + HALF_YEAR_MS];
}

/** Rounded, so that the hub and every browser write the same. */
function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  return (value) => Math.round((start + ((value - from) / (to - from)) * (end - start)) * 10) / 10;
}
