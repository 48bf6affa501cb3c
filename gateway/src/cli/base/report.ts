import type { ApiChange } from "../../planning/api-changes.js";
import type { CompositionFinding } from "../../composition/projection/types.js";
import type { BrokenOperation } from "../../base/client-operations.js";
import type { ChangeResult } from "../../registry/change/change-requests.js";
import type { CommandSurroundings } from "./command.js";

/** What is asked of the admin API about a change. */
export const RESULT = `{
  accepted version findings { code severity partner place message mend } changes { level type place message }
  brokenOperations { name document clients times lastAsked problem }
}`;

/** Changes beyond these are counted, not listed. */
const LISTED_CHANGES = 30;

/** Prints how a change went; gives the exit code. */
export function printChange(
  report: ChangeResult,
  done: string,
  json: boolean | undefined,
  print: CommandSurroundings["print"],
): number {
  if (json) {
    print(JSON.stringify(report, null, 2));
    return report.accepted ? 0 : 1;
  }
  for (const finding of report.findings) print(describeFinding(finding));
  for (const operation of report.brokenOperations) print(describeBroken(operation));
  if (!report.accepted) {
    const count = report.findings.filter(({ severity }) => severity === "ERROR").length;
    print(
      `Refused for ${count} ${count === 1 ? "reason" : "reasons"}; the graph is as it was, version ${report.version}.`,
    );
    return 1;
  }
  const changes = withoutDetails(report.changes);
  for (const { level, message } of changes.slice(0, LISTED_CHANGES)) print(`${level.padEnd(9)} ${message}`);
  const more = changes.length - LISTED_CHANGES;
  if (more > 0) print(`... and ${more} more`);
  print(done);
  return 0;
}

/** Where a whole type comes or goes, it goes without saying that its fields do. */
function withoutDetails(changes: readonly ApiChange[]): readonly ApiChange[] {
  const whole = new Set(
    changes.filter(({ type }) => type === "TYPE_ADDED" || type === "TYPE_REMOVED").map(({ place }) => place),
  );
  return changes.filter(({ type, place }) => type.startsWith("TYPE_") || !whole.has(place.split(".", 1)[0] ?? place));
}

function describeFinding({ severity, code, place, message, mend }: CompositionFinding): string {
  return `${severity.padEnd(7)} ${code} at ${place}\n        ${message}\n        ${mend}`;
}

function describeBroken({ name, clients, times, lastAsked, problem, document }: BrokenOperation): string {
  const what = `${name ?? "one without a name"}, ${times} times, last on ${lastAsked}, by ${clients.join(", ")}`;
  return `BREAKS  ${what}\n        ${problem}\n        ${document}`;
}
