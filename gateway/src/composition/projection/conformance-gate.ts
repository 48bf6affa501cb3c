import { checkConformance, RECORD_KINDS, type SdlLimits, type Severity } from "@segpol/schema";
import { isTypeDefinitionNode } from "graphql";
import type { PartnerDefinition } from "../../base/partner-definition.js";
import { CATALOGUE, PLACEHOLDER_PREFIX } from "./names.js";
import { hubDefinitions } from "./contract-model.js";
import type { CompositionFinding } from "./types.js";

/** Names beside the contract's that no partner's prefix may begin. */
const RESERVED_NAMES: readonly string[] = [
  ...hubDefinitions.filter(isTypeDefinitionNode).map((definition) => definition.name.value),
  ...RECORD_KINDS.map((kind) => PLACEHOLDER_PREFIX + kind),
  // Not a type, but the subgraph whose name the partner's would be.
  CATALOGUE.charAt(0).toUpperCase() + CATALOGUE.slice(1),
];

/**
 * What the contract's own rules find in a partner's SDL.
 * @param knownCodes codes of all partners; the partner's own may be among them
 * @param limits how large the SDL may be; default: the contract's
 */
export function conformanceFindings(
  { code, sdl }: Pick<PartnerDefinition, "code" | "sdl">,
  knownCodes: readonly string[],
  limits?: Partial<SdlLimits>,
): Readonly<Record<Severity, readonly CompositionFinding[]>> {
  const findings = checkConformance({ code, sdl, knownCodes, reservedNames: RESERVED_NAMES, limits });
  const of = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).map((finding) => ({ ...finding, partner: code }));
  return { ERROR: of("ERROR"), WARNING: of("WARNING") };
}
