import type { CompositionFinding } from "./types.js";

/** The partners do not make one graph; nothing of what was serving has changed. */
export class CompositionError extends Error {
  override readonly name = "CompositionError";
  readonly code = "COMPOSITION_FAILED";
  readonly findings: readonly CompositionFinding[];

  /** @param options the cause, where the hub itself did not expect it */
  constructor(findings: readonly CompositionFinding[], options?: ErrorOptions) {
    super(`The unified graph cannot be composed:\n${findings.map(describeFinding).join("\n")}`, options);
    this.findings = findings;
  }
}

function describeFinding({ partner, code, place, message, mend }: CompositionFinding): string {
  return `- ${partner ? `${partner}: ` : ""}${code} at ${place}: ${message} ${mend}`;
}
