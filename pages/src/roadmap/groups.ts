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

/** By whom they are for together, so that each row stands once; what names nobody comes last. */
export function byBodies(rows: readonly Row[]): readonly Group[] {
  return inOrder(Map.groupBy(rows, ({ addressees }) => bodiesTogether(addressees)));
}

function bodiesTogether(addressees: Row["addressees"]): string | undefined {
  return addressees && addressees.length > 0 ? [...new Set(addressees)].join(", ") : undefined;
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
