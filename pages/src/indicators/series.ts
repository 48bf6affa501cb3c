import type { Punctuation } from "@segpol/page-base/language";
import type { Measured } from "./indicator-data.js";

/** Measurements of the same thing: of all, or of the same part of it. */
export interface Series {
  /** What they are broken down by, in words; empty: by nothing. */
  readonly name: string;
  /** The oldest first. */
  readonly rows: readonly Measured[];
}

/** Measurements by what they are broken down by, so that no line leads from women to men. */
export function seriesOf(rows: readonly Measured[], { colon }: Pick<Punctuation, "colon">): readonly Series[] {
  return [...Map.groupBy(rows, (row) => nameOf(row, colon))].map(([name, all]) => ({
    name,
    rows: all.toSorted((a, b) => compare(a.period.earliest, b.period.earliest)),
  }));
}

/** What a part is broken down by and what it is, in the reader's language as far as the hub has names for them. */
export function partName(
  { name, nameLabel, value, valueLabel }: Measured["dimensions"][number],
  colon: string,
): string {
  return `${nameLabel ?? name}${colon}${valueLabel ?? value}`;
}

function nameOf({ dimensions }: Measured, colon: string): string {
  return dimensions
    .map((each) => partName(each, colon))
    .toSorted(compare)
    .join(", ");
}

/** Runs of measurements that a line may join: of periods that are about equally long and not the same. A year is no point of a line of quarters. */
export function runsOf(rows: readonly Measured[]): readonly (readonly Measured[])[] {
  const runs: Measured[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && mayJoin(last, row)) run.push(row);
    else runs.push([row]);
  }
  return runs.filter(({ length }) => length > 1);
}

function mayJoin(one: Measured, next: Measured): boolean {
  const lengths = [daysOf(one), daysOf(next)];
  return one.period.earliest !== next.period.earliest && Math.max(...lengths) <= 2 * Math.min(...lengths);
}

function daysOf(row: Measured): number {
  const [from, to] = spanOf(row);
  return (to - from) / DAY_MS;
}

const DAY_MS = 86_400_000;

/** The instants between which a measurement's period lies; one without an end counts as its first day. */
export function spanOf({ period: { earliest, latest } }: Measured): readonly [from: number, to: number] {
  return [Date.parse(`${earliest}T00:00:00Z`), Date.parse(`${latest ?? earliest}T00:00:00Z`) + DAY_MS];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
