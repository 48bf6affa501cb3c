import { type Finding, finding } from "../finding.js";
import { canonicalName } from "../links.js";
import { compareToContract, CONTRACT_VERSION } from "../../contract-version.js";
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

/** The schema links to the federation specification, the link specification, the contract, and no other. */
export function linkRule({ links }: Subgraph): Finding[] {
  return links.problems.map((problem) =>
    finding(
      "LINK_NOT_ALLOWED",
      "schema",
      `Expected links to the federation and link specifications and to the contract alone, under their own names; found ${problem}.`,
      "Leave this @link out, or correct it.",
    ),
  );
}

/** The version that the partner was made for is one that the hub knows. */
export function contractVersionRule({ links: { contract } }: Subgraph): Finding[] {
  const place = contract === undefined ? undefined : compareToContract(contract);
  const message = `Expected version ${CONTRACT_VERSION} of the contract, or an earlier one; found ${contract}.`;
  if (place === "LATER") {
    const mend = "Leave out what the hub does not know yet, or wait until it is brought up to date.";
    return [finding("CONTRACT_VERSION_LATER", "schema", message, mend)];
  }
  if (place !== "OTHER") return [];
  const mend = `Serve what version ${CONTRACT_VERSION} asks for, and link to it.`;
  return [finding("CONTRACT_VERSION_OTHER", "schema", message, mend)];
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
