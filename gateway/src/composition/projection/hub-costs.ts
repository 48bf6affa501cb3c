import { assumedCosts, type CostDirectives, namedTypeOf, withCosts } from "@segpol/server";
import type { TypeDefinitionNode } from "graphql";
import { interfaceFields, pagedLists } from "./contract-model.js";

/** The lists that a record has of its own and a connection pages, by name, with the types of their entries. */
const OWN_LISTS: ReadonlyMap<string, string> = new Map(
  pagedLists.flatMap(({ on, list }) =>
    interfaceFields(on)
      .filter(({ name }) => name.value === list)
      .map(({ type }) => [list, namedTypeOf(type)]),
  ),
);

/** Says in a subgraph's types what they cost; see `withCosts`. */
export function withHubCosts(types: readonly TypeDefinitionNode[]): readonly TypeDefinitionNode[] {
  return withCosts(types, OWN_LISTS);
}

/** What a graph costs that says nothing of it. */
export function hubCosts(apiSdl: string): CostDirectives {
  return assumedCosts(apiSdl, OWN_LISTS);
}
