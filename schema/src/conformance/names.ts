import {
  type GraphQLNamedType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  specifiedScalarTypes,
} from "graphql";
import { contractInterface, contractSchema } from "../contract.js";
import { RECORD_KINDS } from "../kinds.js";
import { hasPrefix } from "../partner-code.js";
import type { DeclaredType, Subgraph } from "./subgraph.js";

const builtIn = new Set(specifiedScalarTypes.map(({ name }) => name));

const contractTypes = Object.values(contractSchema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !builtIn.has(type.name),
);

/** Names of all types of the contract except Query. */
export const CONTRACT_NAMES: readonly string[] = contractTypes
  .map(({ name }) => name)
  .filter((name) => name !== "Query");

/** The key of a type that partners reference but do not own: code of Theme; undefined for any other type. */
export function referenceKey(type: GraphQLNamedType): string | undefined {
  const directive = type.astNode?.directives?.find(({ name }) => name.value === "reference");
  const value = directive?.arguments?.find(({ name }) => name.value === "key")?.value;
  return value?.kind === "StringValue" ? value.value : undefined;
}

/** The types that partners reference but do not own: Theme, LegitimacyCriterion, Partner. */
export const REFERENCE_NAMES: ReadonlySet<string> = new Set(
  contractTypes.filter((type) => referenceKey(type) !== undefined).map(({ name }) => name),
);

/** The interfaces of the contract: Record, the kinds, Harvested. */
export const CONTRACT_INTERFACES: ReadonlySet<string> = new Set(
  contractTypes.filter(isInterfaceType).map(({ name }) => name),
);

/** Types that occur in the fields of records: they reach clients, so several subgraphs serve them. */
export const VALUE_NAMES: ReadonlySet<string> = reachable(RECORD_KINDS.map(contractInterface));

/** Types that only the harvest uses: RecordChanges and its parts. */
export const HARVEST_NAMES: ReadonlySet<string> = new Set(
  contractTypes
    .filter((type) => isObjectType(type) && type.name !== "Query" && !REFERENCE_NAMES.has(type.name))
    .map(({ name }) => name)
    .filter((name) => !VALUE_NAMES.has(name)),
);

/** Whether a type is built into GraphQL. */
export function isBuiltIn(name: string): boolean {
  return builtIn.has(name);
}

/** Whether a name has the form of one of the partner's own types: CcGpi, then an upper-case letter. */
export function isOwnName(name: string, { prefix }: Subgraph): boolean {
  return hasPrefix(name, prefix);
}

/** Whether a type belongs to the federation specification itself, as servers print it along. */
export function isMachinery({ name, kind }: DeclaredType, { links }: Subgraph): boolean {
  if (name === "_Any" || name === "_FieldSet") return kind === "scalar";
  if (name === "_Service") return kind === "object type";
  if (name === "_Entity") return kind === "union";
  if (name === "link__Purpose") return kind === "enum";
  return (
    kind === "scalar" && (links.types.has(name) || links.namespaces.some((namespace) => name.startsWith(namespace)))
  );
}

function reachable(roots: readonly { getFields(): Record<string, { type: unknown }> }[]): Set<string> {
  const seen = new Set<string>();
  const visit = (fields: Record<string, { type: unknown }>): void => {
    for (const field of Object.values(fields)) {
      const type = contractSchema.getType(String(field.type).replaceAll(/[[\]!]/g, ""));
      if (!type || !isObjectType(type) || seen.has(type.name) || referenceKey(type) !== undefined) continue;
      seen.add(type.name);
      visit(type.getFields());
    }
  };
  for (const root of roots) visit(root.getFields());
  return seen;
}
