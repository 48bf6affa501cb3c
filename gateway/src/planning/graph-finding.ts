import type { CompositionFinding } from "../composition/projection/types.js";

/** Something that stands in the way of the graph as a whole, which no rule for one partner's SDL has found. */
export function graphFinding(code: string, message: string): CompositionFinding {
  return {
    partner: null,
    code,
    severity: "ERROR",
    place: "supergraph",
    message,
    mend: "Undo what changed in the SDL since it last worked, and tell the hub's operator: the hub's own rules let it through.",
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
