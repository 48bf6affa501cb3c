import type { Verdict } from "./torture.ts";

const SHOWN = 20;

/** What was done and what came of it, for a person. */
export function verdictLines({ problems, writers, mischief, faults, records, seen, logs }: Verdict): string[] {
  const done = [
    `${writers.writes} writes committed: ${writers.puts} created or changed, ${writers.rows} rows of theirs, ` +
      `${writers.withdrawals} withdrawn, ${writers.deletions} deleted`,
    `${writers.committed} transactions, ${writers.rolledBack} rolled back, ${writers.savepoints} back to a savepoint, ` +
      `${writers.slow} slow, ${writers.deadlocks} deadlocks`,
    ...Object.entries(mischief)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, times]) => `${what}: ${times}`),
    `faults in connections: ${faults}`,
    `committed versions seen by the hub: ${seen.exactly}, by a successor: ${seen.bySuccessor}; looks at asOf: ${seen.snapshots}`,
    `records compared, field by field: ${records}`,
  ];
  if (problems.length === 0) return [...done, "", "The hub holds exactly what the owners hold."];
  const more = problems.length > SHOWN ? [`... and ${problems.length - SHOWN} more`] : [];
  return [...done, "", `${problems.length} problems:`, ...problems.slice(0, SHOWN), ...more, `Logs: ${logs ?? "none"}`];
}
