import { IMPLEMENTATION_STATUSES } from "../record/record-columns.js";

export interface StatusCount {
  readonly status: string;
  readonly count: number;
}

/** How many recommendations say what; named as in the graph's ProgressRow. */
export interface ProgressCounts {
  readonly total: number;
  /** Every status, the least first. */
  readonly claimed: readonly StatusCount[];
  readonly assessed: readonly StatusCount[];
  readonly unassessed: number;
  readonly withDueDate: number;
  readonly overdue: number;
  readonly neverReported: number;
  /** Every closure, OPEN first. */
  readonly closures: readonly { readonly closure: string; readonly count: number }[];
}

/** How many recommendations say something: that they are there, that they have a status, that they are overdue. */
export interface Said {
  readonly said: "" | "CLAIMED" | "ASSESSED" | "CLOSURE" | "DATED" | "DUE" | "UNREPORTED";
  /** Of CLAIMED and ASSESSED a status, of CLOSURE a closure. */
  readonly value: string | null;
  readonly count: number;
}

const CLOSURES = [
  "OPEN",
  "CLOSED_IMPLEMENTED",
  "CLOSED_NOT_IMPLEMENTED",
  "NO_LONGER_RELEVANT",
  "COULD_NOT_BE_VERIFIED",
] as const;

/** Of one code, or of one day. */
export function progressCounts(rows: readonly Said[]): ProgressCounts {
  const sum = (said: Said["said"], value?: string): number =>
    rows
      .filter((row) => row.said === said && (value === undefined || row.value === value))
      .reduce((total, { count }) => total + count, 0);
  const byStatus = (said: Said["said"]): StatusCount[] =>
    IMPLEMENTATION_STATUSES.map((status) => ({ status, count: sum(said, status) }));
  return {
    total: sum(""),
    claimed: byStatus("CLAIMED"),
    assessed: byStatus("ASSESSED"),
    unassessed: sum("") - sum("ASSESSED"),
    withDueDate: sum("DATED"),
    overdue: sum("DUE"),
    neverReported: sum("UNREPORTED"),
    closures: CLOSURES.map((closure) => ({ closure, count: sum("CLOSURE", closure) })),
  };
}
