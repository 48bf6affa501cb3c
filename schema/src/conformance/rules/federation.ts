import { type Finding, finding } from "../finding.js";
import { canonicalName } from "../links.js";
import type { Subgraph } from "../subgraph.js";

const EXAMPLE = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

/** The schema says that it is a Federation 2 subgraph. */
export function federationRule({ links }: Subgraph): Finding[] {
  if (links.federation2) return [];
  return [
    finding(
      "NOT_FEDERATION_2",
      "schema",
      "Expected a @link to https://specs.apollo.dev/federation/v2.x; found none.",
      `Add: ${EXAMPLE}`,
    ),
  ];
}

/** The schema links to the federation specification, the link specification, and no other. */
export function linkRule({ links }: Subgraph): Finding[] {
  return links.problems.map((problem) =>
    finding(
      "LINK_NOT_ALLOWED",
      "schema",
      `Expected links to the federation and link specifications alone, under their own names; found ${problem}.`,
      "Leave this @link out, or correct it.",
    ),
  );
}

/** The partner defines no directives of its own; the specification's may be printed along. */
export function directiveDefinitionRule({ directiveDefinitions, links }: Subgraph): Finding[] {
  return directiveDefinitions
    .filter(({ name }) => canonicalName(name.value, links) === undefined)
    .map(({ name }) =>
      finding(
        "DIRECTIVE_DEFINED",
        `directive @${name.value}`,
        `Expected no directives but GraphQL's and federation's; found a definition of @${name.value}.`,
        "Leave the directive out of the SDL that the subgraph serves.",
      ),
    );
}
