import { type ASTNode, type DirectiveNode, isTypeDefinitionNode, isTypeExtensionNode, Kind, visit } from "graphql";
import { type Finding, finding } from "../finding.js";
import { canonicalName } from "../links.js";
import { HARVEST_NAMES, VALUE_NAMES } from "../names.js";
import type { Subgraph } from "../subgraph.js";

const ALLOWED =
  "@key on record types, references and the partner's own object types, @deprecated, @shareable on value types of the contract, and @link";

/** Location of a directive. */
interface Spot {
  /** As a finding's place has it. */
  readonly place: string;
  /** The type on or in which it is; undefined: the schema. */
  readonly type: string | undefined;
  /** The node that has it. */
  readonly holder: ASTNode["kind"];
}

/** Only directives are allowed that cannot take over anything of the hub or of other partners. */
export function directiveRule(subgraph: Subgraph): Finding[] {
  return directivesIn(subgraph).flatMap(({ node, spot }) => {
    const canonical = canonicalName(node.name.value, subgraph.links);
    if (canonical === "shareable") return shareableFindings(spot);
    if (isAllowed(canonical, spot)) return [];
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
      const holders = ancestors.filter((each): each is ASTNode => "kind" in each);
      found.push({ node, spot: spotOf(holders, subgraph) });
      return false;
    },
  });
  return found;
}

function spotOf(holders: readonly ASTNode[], subgraph: Subgraph): Spot {
  let place = "schema";
  let type: string | undefined;
  for (const holder of holders) {
    if (isTypeDefinitionNode(holder) || isTypeExtensionNode(holder)) {
      place = type = holder.name.value;
    } else if (holder.kind === Kind.INPUT_VALUE_DEFINITION) {
      const ofInput = subgraph.types.get(type ?? "")?.kind === "input type";
      place += ofInput ? `.${holder.name.value}` : `(${holder.name.value}:)`;
    } else if (holder.kind === Kind.FIELD_DEFINITION || holder.kind === Kind.ENUM_VALUE_DEFINITION) {
      place += `.${holder.name.value}`;
    }
  }
  return { place, type, holder: holders.at(-1)?.kind ?? Kind.DOCUMENT };
}
