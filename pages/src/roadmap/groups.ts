import type { RoadmapRowFragment } from "../generated/operations.js";

type Row = RoadmapRowFragment;

/** Rows that have a month or a body in common; undefined: they have none. */
export interface Group {
  readonly key: string | undefined;
  readonly rows: readonly Row[];
}

/** By the month of the due date, the first first; those without a date come last. */
export function byMonth(rows: readonly Row[]): readonly Group[] {
  const months = Map.groupBy(rows, ({ dueOn }) => dueOn?.slice(0, 7));
  return inOrder(months);
}

/** By whom they are for; a row for several bodies stands under each. */
export function byBody(rows: readonly Row[]): readonly Group[] {
  const bodies = new Map<string | undefined, Row[]>();
  for (const row of rows) {
    const names = row.addressees?.length ? new Set(row.addressees) : [undefined];
    for (const name of names) bodies.set(name, [...(bodies.get(name) ?? []), row]);
  }
  return inOrder(bodies);
}

function inOrder(groups: ReadonlyMap<string | undefined, readonly Row[]>): readonly Group[] {
  return [...groups]
    .map(([key, rows]) => ({ key, rows }))
    .toSorted((a, b) => (a.key === undefined ? 1 : b.key === undefined ? -1 : a.key.localeCompare(b.key)));
}

export function dated(rows: readonly Row[]): number {
  return rows.filter(({ dueOn }) => dueOn != null).length;
}

export function overdue(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ progress }) => progress.overdue);
}
