import {
  baseType,
  type FieldDefinition,
  type InputFieldDefinition,
  type InterfaceType,
  type NamedType,
  type ObjectType,
  type Schema,
} from "@apollo/federation-internals";
import { hasPrefix, typePrefix } from "@segpol/schema";
import {
  type ASTNode,
  type FieldDefinitionNode,
  Kind,
  specifiedScalarTypes,
  type TypeDefinitionNode,
  visit,
} from "graphql";
import { CompositionError } from "./composition-error.js";
import { contractTypes, REFERENCE_KEYS, referenceStub, shareable } from "./contract-model.js";
import { ownTypeNode } from "./own-definitions.js";
import type { CompositionFinding } from "./types.js";

const BUILT_IN = new Set(specifiedScalarTypes.map((type) => type.name));

interface Roots {
  /** Code of the partner. */
  readonly partner: string;
  readonly schema: Schema;
  /** Names of the partner's record types, which stand in the graph already. */
  readonly recordTypes: ReadonlySet<string>;
  /** Standard fields that the partner resolves. */
  readonly contractFields: readonly FieldDefinitionNode[];
  /** Fields of its own, on records and on Query. */
  readonly ownFields: readonly FieldDefinition<ObjectType | InterfaceType>[];
}

/** A type that is used, and where: a coordinate, for findings. */
interface Use {
  readonly name: string;
  readonly place: string;
}

/**
 * The types that fields of a partner lead to: the partner's own as it defines them, the contract's in the contract's text, and stubs
 * of those that the catalogue owns. Types that no field leads to are left out.
 * @throws CompositionError for each use of a type that is neither the contract's nor the partner's.
 */
export function collectUsedTypes({
  partner,
  schema,
  recordTypes,
  contractFields,
  ownFields,
}: Roots): readonly TypeDefinitionNode[] {
  const prefix = typePrefix(partner);
  const isOwn = (name: string): boolean => hasPrefix(name, prefix);
  const used = new Map<string, TypeDefinitionNode>();
  const findings: CompositionFinding[] = [];
  const waiting: Use[] = [
    ...contractFields.flatMap((field) => namedIn(field, `contract field ${field.name.value}`)),
    ...ownFields.flatMap(namedInField),
  ];
  for (let use = waiting.pop(); use; use = waiting.pop()) {
    const { name } = use;
    if (BUILT_IN.has(name) || used.has(name) || recordTypes.has(name)) continue;
    const shared = contractTypes.get(name);
    const own = isOwn(name) ? schema.type(name) : undefined;
    if (shared && shared.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
      used.set(name, sharedTypeNode(shared));
      waiting.push(...namedIn(shared, name));
    } else if (own) {
      findings.push(...recordsBehindInterface(partner, own, recordTypes));
      used.set(name, ownTypeNode(own, isOwn));
      waiting.push(...namedInType(own, isOwn));
    } else {
      findings.push(foreignType(partner, use));
    }
  }
  if (findings.length > 0) throw new CompositionError(findings);
  return [...used.values()];
}

function sharedTypeNode(type: TypeDefinitionNode): TypeDefinitionNode {
  const key = REFERENCE_KEYS.get(type.name.value);
  return key !== undefined && type.kind === Kind.OBJECT_TYPE_DEFINITION ? referenceStub(type, key) : shareable(type);
}

function namedIn(node: ASTNode, place: string): Use[] {
  const uses: Use[] = [];
  visit(node, { NamedType: ({ name }) => void uses.push({ name: name.value, place }) });
  return uses;
}

function namedInType(type: NamedType, isOwn: (name: string) => boolean): Use[] {
  switch (type.kind) {
    case "ObjectType":
      return [...type.fields().flatMap(namedInField), ...ownInterfaces(type, isOwn)];
    case "InterfaceType":
      return [
        ...type.fields().flatMap(namedInField),
        ...ownInterfaces(type, isOwn),
        ...type.allImplementations().map((each) => ({ name: each.name, place: type.name })),
      ];
    case "UnionType":
      return type.types().map((each) => ({ name: each.name, place: type.name }));
    case "InputObjectType":
      return type.fields().flatMap(useOf);
    case "EnumType":
    case "ScalarType":
      return [];
  }
}

function ownInterfaces(type: ObjectType | InterfaceType, isOwn: (name: string) => boolean): Use[] {
  return type
    .interfaces()
    .map((each) => ({ name: each.name, place: type.name }))
    .filter(({ name }) => isOwn(name));
}

function namedInField(field: FieldDefinition<ObjectType | InterfaceType>): Use[] {
  return [...useOf(field), ...field.arguments().flatMap(useOf)];
}

type Typed = Pick<FieldDefinition<ObjectType | InterfaceType> | InputFieldDefinition, "type" | "coordinate">;

function useOf({ type, coordinate }: Typed): Use[] {
  return type ? [{ name: baseType(type).name, place: coordinate }] : [];
}

/** A record's fields are divided over two subgraphs, so no subgraph can answer for an interface that asks for all of them. */
function recordsBehindInterface(
  partner: string,
  type: NamedType,
  recordTypes: ReadonlySet<string>,
): CompositionFinding[] {
  if (type.kind !== "InterfaceType") return [];
  return type
    .allImplementations()
    .filter((each) => recordTypes.has(each.name))
    .map((each) => ({
      partner,
      code: "RECORD_BEHIND_OWN_INTERFACE",
      severity: "ERROR",
      place: each.name,
      message: `Expected record types to implement no interface of the partner's own; ${each.name} implements ${type.name}.`,
      mend: `Make ${type.name} a union of the types that implement it.`,
    }));
}

function foreignType(partner: string, { name, place }: Use): CompositionFinding {
  return {
    partner,
    code: "FOREIGN_TYPE",
    severity: "ERROR",
    place,
    message: `Expected a type of the contract or one of the partner's own (${typePrefix(partner)}...); got ${name}.`,
    mend: `Name records of others in _links, or define a type of your own under the name ${typePrefix(partner)}${name}.`,
  };
}
