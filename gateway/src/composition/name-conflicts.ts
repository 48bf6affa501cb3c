import { fieldPrefix, isPartnerCode, typePrefix } from "@segpol/schema";
import { type DefinitionNode, isTypeDefinitionNode, Kind } from "graphql";
import type { PartnerDefinition } from "../registry/types.js";
import { PLACEHOLDER_PREFIX } from "./catalogue-sdl.js";
import { contractTypes, hubDefinitions } from "./contract-model.js";
import type { CompositionFinding } from "./types.js";

/** A partner of this code would have the name of the catalogue in the supergraph. */
const RESERVED_CODES = new Set(["CATALOGUE"]);

const sharedNames: readonly string[] = [
  ...contractTypes.keys(),
  ...hubDefinitions.filter(isTypeDefinitionNode).map((definition) => definition.name.value),
  ...hubDefinitions.flatMap(rootFieldNames),
];

/**
 * Codes that cannot stand beside each other in one graph: a prefix that another partner's names, or names of the contract or
 * the hub, begin with would make it unclear whose they are.
 */
export function nameConflicts(partners: readonly Pick<PartnerDefinition, "code">[]): CompositionFinding[] {
  const codes = partners.map(({ code }) => code);
  return codes.flatMap((code, index) => {
    if (!isPartnerCode(code) || RESERVED_CODES.has(code)) return [conflict(code, "is not a code that a partner can have")];
    if (codes.indexOf(code) !== index) return [conflict(code, "stands twice among the partners")];
    const begins = (name: string) => new RegExp(`^(${typePrefix(code)}|${fieldPrefix(code)})([A-Z]|$)`).test(name);
    const shared = sharedNames.find(begins);
    if (shared !== undefined) return [conflict(code, `is what the shared name ${shared} begins with`)];
    if (begins(PLACEHOLDER_PREFIX)) return [conflict(code, "is kept for the hub's own use")];
    const other = codes.find((each) => each !== code && isPartnerCode(each) && begins(typePrefix(each)));
    return other === undefined ? [] : [conflict(code, `is what the names of partner ${other} begin with`)];
  });
}

function rootFieldNames(definition: DefinitionNode): string[] {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== "Query") return [];
  return (definition.fields ?? []).map((field) => field.name.value);
}

function conflict(code: string, problem: string): CompositionFinding {
  return {
    partner: code,
    code: "PARTNER_CODE_CONFLICT",
    severity: "ERROR",
    place: code,
    message: `Expected every partner's code to give names of its own; ${code} ${problem}.`,
    mend: "Give the partner another code, of capitals and digits, such as CC_GPI.",
  };
}
