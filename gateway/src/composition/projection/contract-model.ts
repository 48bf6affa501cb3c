import { readFileSync } from "node:fs";
import {
  contractFields,
  contractSchema,
  contractSdl,
  type DerivedField,
  derivedField,
  isRecordKind,
  RECORD_KINDS,
  type RecordKind,
} from "@segpol/schema";
import { directiveNode } from "@segpol/server";
import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type InterfaceTypeDefinitionNode,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeDefinitionNode,
  visit,
} from "graphql";

const hubSdl = readFileSync(new URL(import.meta.resolve("@segpol/gateway/hub.graphql")), "utf8");
const contractDocument = parse(contractSdl, { noLocation: true });
const hubDocument = parse(hubSdl, { noLocation: true });

/** Directives of the contract and the hub that speak to programs of the hub, and not to federation. */
const OWN_DIRECTIVES = new Set(
  [...contractDocument.definitions, ...hubDocument.definitions].flatMap((definition) =>
    definition.kind === Kind.DIRECTIVE_DEFINITION ? [definition.name.value] : [],
  ),
);

/** The interface of records of every kind. */
const RECORD = "Record";

function isOf(name: string, kind: RecordKind): boolean {
  return name === kind || name === RECORD;
}

/** Types that partners name by a key, and that the catalogue owns: type name to key field. */
export const REFERENCE_KEYS: ReadonlyMap<string, string> = new Map(
  contractDocument.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const key = definition.directives?.find((each) => each.name.value === "reference")?.arguments?.[0]?.value;
    return key?.kind === Kind.STRING ? [[definition.name.value, key.value] as const] : [];
  }),
);

/** The contract's types that clients can meet: all that is reachable from its record interfaces, which leaves out the harvest's. */
const contractTypeNames = reachableFrom(["Record", ...RECORD_KINDS]);

/** The contract's definitions that clients can meet, stripped of the directives that are the hub's own. */
export const contractTypes: ReadonlyMap<string, TypeDefinitionNode> = new Map(
  withoutOwnDirectives(contractDocument)
    .definitions.filter(isTypeDefinitionNode)
    .filter((definition) => contractTypeNames.has(definition.name.value))
    .map((definition) => [definition.name.value, definition]),
);

/** What hub.graphql defines or extends, stripped of the directives that are the hub's own. */
export const hubDefinitions: readonly DefinitionNode[] = withoutOwnDirectives(hubDocument).definitions;

/** The fields of record types that the harvest alone reads. */
export const HARVEST_RECORD_FIELDS = ["_links", "_texts"] as const;

/** Fields of a kind of record that hub.graphql adds: they lead to other records, page a list of its own, or are worked out from it. */
export function linkFields(kind: RecordKind): readonly FieldDefinitionNode[] {
  return hubDefinitions.flatMap((definition) =>
    definition.kind === Kind.INTERFACE_TYPE_EXTENSION && isOf(definition.name.value, kind)
      ? (definition.fields ?? [])
      : [],
  );
}

/** Fields that hub.graphql adds to records of every kind. */
export const fieldsOfAll: readonly FieldDefinitionNode[] = hubDefinitions.flatMap((definition) =>
  definition.kind === Kind.INTERFACE_TYPE_EXTENSION && definition.name.value === RECORD
    ? (definition.fields ?? [])
    : [],
);

/** Fields of a kind of record that follow from its other fields, and that hub.graphql adds. */
export function derivedHubFields(kind: RecordKind): readonly DerivedField[] {
  return hubDocument.definitions.flatMap((definition) =>
    definition.kind === Kind.INTERFACE_TYPE_EXTENSION && isOf(definition.name.value, kind)
      ? (definition.fields ?? []).flatMap((field) => derivedField(field) ?? [])
      : [],
  );
}

/** A list that a record has of its own, of which the field itself shows the beginning and the hub's connection all. */
export interface PagedList {
  readonly on: RecordKind;
  readonly list: string;
  readonly connection: string;
}

/** The lists for which hub.graphql has a connection, by `@fromCopy`. */
export const pagedLists: readonly PagedList[] = hubDocument.definitions.flatMap((definition) => {
  if (definition.kind !== Kind.INTERFACE_TYPE_EXTENSION || !isRecordKind(definition.name.value)) return [];
  const on = definition.name.value;
  return (definition.fields ?? []).flatMap(({ name, directives }) => {
    const list = directives?.find((each) => each.name.value === "fromCopy")?.arguments?.[0]?.value;
    return list?.kind === Kind.STRING ? [{ on, list: list.value, connection: name.value }] : [];
  });
});

/** Names of the fields of a kind of record that the hub works out from what it holds of the record, by `@fromIndex`. */
export function indexFieldsOf(kind: RecordKind): readonly string[] {
  return hubDocument.definitions.flatMap((definition) =>
    definition.kind === Kind.INTERFACE_TYPE_EXTENSION && isOf(definition.name.value, kind)
      ? (definition.fields ?? []).flatMap(({ name, directives }) =>
          directives?.some((each) => each.name.value === "fromIndex") ? [name.value] : [],
        )
      : [],
  );
}

/** Fields of a kind of record that its owner resolves, in the contract's order. */
export function detailFields(kind: RecordKind): readonly FieldDefinitionNode[] {
  const details = new Set(contractFields(kind).flatMap((field) => (field.catalogue ? [] : [field.name])));
  return interfaceFields(kind).filter((field) => details.has(field.name.value));
}

/** Names of the fields of a kind of record that the catalogue resolves from what it harvested, in the contract's order. */
export function catalogueFields(kind: RecordKind): readonly string[] {
  return contractFields(kind).flatMap((field) => (field.catalogue ? [field.name] : []));
}

/** The contract's fields of a kind of record. */
export function interfaceFields(kind: RecordKind): readonly FieldDefinitionNode[] {
  return contractInterfaceNode(kind).fields ?? [];
}

export function contractInterfaceNode(kind: RecordKind): InterfaceTypeDefinitionNode {
  const definition = contractTypes.get(kind);
  if (definition?.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
    throw new Error(`Expected contract.graphql to declare interface ${kind}.`);
  }
  return definition;
}

/** A value type as everybody resolves it alike; other kinds of type are left as they are. */
export function shareable(type: TypeDefinitionNode): TypeDefinitionNode {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION ? { ...type, directives: [directiveNode("shareable")] } : type;
}

/** A type that partners name by its key, in the catalogue, which owns it. */
export function withKey(type: TypeDefinitionNode): TypeDefinitionNode {
  const fields = REFERENCE_KEYS.get(type.name.value);
  if (fields === undefined || type.kind !== Kind.OBJECT_TYPE_DEFINITION) return type;
  return { ...type, directives: [directiveNode("key", { fields })] };
}

/** A type that partners name by its key, in a partner's subgraph. Its description is the catalogue's to give. */
export function referenceStub(type: ObjectTypeDefinitionNode, fields: string): ObjectTypeDefinitionNode {
  const { description: _, ...stub } = type;
  return { ...stub, directives: [directiveNode("key", { fields, resolvable: false })] };
}

/** A document stripped of the directives that are the hub's own. */
export function withoutOwnDirectives(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: (node) => (OWN_DIRECTIVES.has(node.name.value) ? null : undefined),
    DirectiveDefinition: (node) => (OWN_DIRECTIVES.has(node.name.value) ? null : undefined),
  });
}

function reachableFrom(roots: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = roots.map((name) => contractSchema.getType(name));
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (reached.has(type.name) || isSpecifiedScalarType(type)) continue;
    reached.add(type.name);
    waiting.push(...namedTypesOf(type));
  }
  return reached;
}

function namedTypesOf(type: GraphQLNamedType): GraphQLNamedType[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    getNamedType(field.type),
    ...field.args.map((argument) => getNamedType(argument.type)),
  ]);
}
