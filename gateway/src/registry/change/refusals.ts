import type { ApiChange } from "../../planning/api-changes.js";
import type { CompositionFinding } from "../../composition/projection/types.js";
import type { BrokenOperation } from "../../base/client-operations.js";

/** A change of the graph that is not made; everything is as it was. */
export class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly findings: readonly CompositionFinding[];
  readonly changes: readonly ApiChange[];
  readonly brokenOperations: readonly BrokenOperation[];

  constructor(
    findings: readonly CompositionFinding[],
    changes: readonly ApiChange[] = [],
    brokenOperations: readonly BrokenOperation[] = [],
  ) {
    super(findings.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    this.findings = findings;
    this.changes = changes;
    this.brokenOperations = brokenOperations;
  }
}

export function refusal(code: string, partner: string | null, message: string, mend: string): RefusalError {
  return new RefusalError([{ code, partner, severity: "ERROR", place: partner ?? "registry", message, mend }]);
}

export function breakingFinding(
  partner: string | null,
  { place, message }: ApiChange,
  broken: readonly BrokenOperation[],
): CompositionFinding {
  return {
    partner,
    code: "BREAKING_CHANGE",
    severity: "ERROR",
    place,
    message: `Expected that queries which worked still work. ${message}.${broken.length > 0 ? ` ${describeBroken(broken)}` : ""}`,
    mend: "Keep it, marked @deprecated, until nobody asks for it; or repeat the command with --force and --reason, which is recorded.",
  };
}

/** For a change that is made although operations break. */
export function brokenFinding(partner: string | null, broken: readonly BrokenOperation[]): CompositionFinding {
  return {
    partner,
    code: "OPERATIONS_BREAK",
    severity: "WARNING",
    place: "operations",
    message: describeBroken(broken),
    mend: "Tell those who keep these clients; the history of versions names them too.",
  };
}

/** Operations that a finding names; the rest is counted. */
const NAMED_OPERATIONS = 10;

function describeBroken(broken: readonly BrokenOperation[]): string {
  const named = broken
    .slice(0, NAMED_OPERATIONS)
    .map(({ name, clients, times }) => `${name ?? "one without a name"} (${clients.join(", ")}; ${times} times)`);
  const more = broken.length - named.length;
  return `Operations that clients sent lately fail: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
