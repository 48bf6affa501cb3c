import { type DirectiveNode, Kind, print, visit } from "graphql";
import { type Finding, finding } from "../finding.js";
import { canonicalName } from "../links.js";
import { HARVEST_NAMES, VALUE_NAMES } from "../names.js";
import { type Spot, spotOf } from "../spot.js";
import type { Subgraph } from "../subgraph.js";

const ALLOWED =
  "@key on record types, references and the partner's own object types, @deprecated, @shareable on value types of the contract, and @link";

/** Only directives are allowed that cannot take over anything of the hub or of other partners. */
export function directiveRule(subgraph: Subgraph): Finding[] {
  return directivesIn(subgraph).flatMap(({ node, spot }) => {
    const canonical = canonicalName(node.name.value, subgraph.links);
    if (canonical === "shareable") return shareableFindings(spot);
    if (isAllowed(canonical, spot)) return argumentFindings(canonical, node, spot);
    const alias = canonical !== undefined && canonical !== node.name.value ? ` (federation's @${canonical})` : "";
    const mend =
      canonical === undefined && node.name.value === "key"
        ? 'Add "@key" to the imports of the federation link.'
        : "Leave the directive out.";
    return [
      finding("DIRECTIVE_NOT_ALLOWED", spot.place, `Expected ${ALLOWED}; found @${node.name.value}${alias}.`, mend),
    ];
  });
}

function isAllowed(canonical: string | undefined, { holder, type }: Spot): boolean {
  switch (canonical) {
    case "deprecated":
      return true;
    case "key":
      return (
        (holder === Kind.OBJECT_TYPE_DEFINITION || holder === Kind.OBJECT_TYPE_EXTENSION) &&
        !isShared(type) &&
        type !== "Query"
      );
    case "link":
      return holder === Kind.SCHEMA_DEFINITION || holder === Kind.SCHEMA_EXTENSION;
    case "specifiedBy": // says where a scalar is described and does nothing; some servers always print it
      return holder === Kind.SCALAR_TYPE_DEFINITION || holder === Kind.SCALAR_TYPE_EXTENSION;
    default:
      return false;
  }
}

/** GraphQL's own directives take one text; what is none breaks whoever reads it. Federation checks its own. */
function argumentFindings(canonical: string | undefined, node: DirectiveNode, { place }: Spot): Finding[] {
  const argument = canonical === "deprecated" ? "reason" : canonical === "specifiedBy" ? "url" : undefined;
  if (argument === undefined) return [];
  const wrong =
    node.arguments?.filter(({ name, value }) => name.value !== argument || value.kind !== Kind.STRING) ?? [];
  if (wrong.length === 0) return [];
  const message = `Expected @${node.name.value} with ${argument} as a text, or without it; found ${print(node)}.`;
  return [finding("DIRECTIVE_ARGUMENT", place, message, `Give ${argument} as a text, and nothing else.`)];
}

function shareableFindings({ place, type }: Spot): Finding[] {
  if (isShared(type)) return [];
  return [
    finding(
      "SHAREABLE_MISPLACED",
      place,
      "Expected @shareable on value types of the contract alone; found it on something that is one owner's.",
      "Leave @shareable out.",
    ),
  ];
}

function isShared(type: string | undefined): boolean {
  return type !== undefined && (VALUE_NAMES.has(type) || HARVEST_NAMES.has(type));
}

function directivesIn(subgraph: Subgraph): { node: DirectiveNode; spot: Spot }[] {
  const found: { node: DirectiveNode; spot: Spot }[] = [];
  visit(subgraph.document, {
    DirectiveDefinition: () => false,
    OperationDefinition: () => false,
    FragmentDefinition: () => false,
    Directive(node, _key, _parent, _path, ancestors) {
      found.push({ node, spot: spotOf(ancestors) });
      return false;
    },
  });
  return found;
}
