import { checkConformance } from "@segpol/schema";
import type { PartnerDefinition } from "../registry/types.js";
import type { CompositionFinding } from "./types.js";

/** What the contract's own rules refuse in a partner's SDL. */
export function conformanceErrors({ code, sdl }: Pick<PartnerDefinition, "code" | "sdl">): CompositionFinding[] {
  return checkConformance({ code, sdl })
    .filter((finding) => finding.severity === "ERROR")
    .map((finding) => ({ ...finding, partner: code }));
}
