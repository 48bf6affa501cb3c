import { assumedCosts, type CostDirectives, readCostDirectives } from "@segpol/server";
import { type DefinitionNode, Kind, parse } from "graphql";
import { apiSdl } from "../composition/api-sdl.js";

/**
 * What a supergraph says of costs. One that an earlier release of the hub composed says nothing of them, and stays in service as long as
 * no other composes: it costs what it would if it were composed now.
 */
export function readGraphCosts(supergraphSdl: string): CostDirectives {
  const document = parse(supergraphSdl, { noLocation: true });
  if (document.definitions.some(definesListSize)) return readCostDirectives(document);
  return assumedCosts(apiSdl(supergraphSdl));
}

function definesListSize(definition: DefinitionNode): boolean {
  return definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === "listSize";
}
