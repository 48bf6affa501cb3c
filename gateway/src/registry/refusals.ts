import type { ApiChange } from "../composition/api-changes.js";
import type { CompositionFinding } from "../composition/types.js";

/** A change of the graph that is not made; everything is as it was. */
export class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly findings: readonly CompositionFinding[];
  readonly changes: readonly ApiChange[];

  constructor(findings: readonly CompositionFinding[], changes: readonly ApiChange[] = []) {
    super(findings.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    this.findings = findings;
    this.changes = changes;
  }
}

export function refusal(code: string, partner: string | null, message: string, mend: string): RefusalError {
  return new RefusalError([{ code, partner, severity: "ERROR", place: partner ?? "registry", message, mend }]);
}

export function breakingFinding(
  partner: string | null,
  { place, message }: ApiChange,
  brokenOperations: readonly string[],
): CompositionFinding {
  const broken =
    brokenOperations.length > 0
      ? ` Operations that clients sent lately would fail: ${brokenOperations.join(", ")}.`
      : "";
  return {
    partner,
    code: "BREAKING_CHANGE",
    severity: "ERROR",
    place,
    message: `Expected that queries which worked still work. ${message}.${broken}`,
    mend: "Keep it, marked @deprecated, until nobody asks for it; or repeat the command with --force and --reason, which is recorded.",
  };
}
