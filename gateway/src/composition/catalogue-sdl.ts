import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { directiveNode, nameNode, withCosts } from "@segpol/server";
import {
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
} from "graphql";
import {
  contractInterfaceNode,
  contractTypes,
  fieldsOfAll,
  hubDefinitions,
  interfaceFields,
  linkFields,
  shareable,
  withKey,
} from "./projection/contract-model.js";
import { descriptionNode, federationLink, printDefinitions } from "./projection/sdl-nodes.js";
import type { ProjectedRecord, Projection } from "./projection/types.js";
import { PLACEHOLDER_PREFIX } from "./projection/names.js";

/**
 * Generates the catalogue's subgraph from the contract, hub.graphql and the partners' records: the complete interfaces, and each
 * partner's record types with every standard field. The same partners give the same text, in whatever order they come.
 */
export function generateCatalogueSdl(projections: readonly Projection[]): string {
  const records = projections.flatMap((projection) => projection.records);
  const hubTypes = hubDefinitions.filter(isTypeDefinitionNode).map((type) => withKey(type));
  const hubNames = new Set(hubTypes.map((type) => type.name.value));
  const sharedTypes = [...contractTypes.values()].filter(
    (type) => !hubNames.has(type.name.value) && type.kind !== Kind.INTERFACE_TYPE_DEFINITION,
  );
  const definitions: readonly TypeDefinitionNode[] = [
    ...hubTypes,
    ...sharedTypes.map(shareable),
    ...completeInterfaces(),
    ...records.map(recordStub),
    ...RECORD_KINDS.filter((kind) => !records.some((record) => record.kind === kind)).map(placeholder),
  ];
  const sorted = withCosts(definitions).toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return printDefinitions([federationLink(["@cost", "@external", "@key", "@listSize", "@shareable"]), ...sorted]);
}

function completeInterfaces(): TypeDefinitionNode[] {
  const record = contractTypes.get("Record");
  return [
    ...(record?.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? [{ ...record, fields: [...(record.fields ?? []), ...fieldsOfAll] }]
      : []),
    ...RECORD_KINDS.map((kind) => ({ ...contractInterfaceNode(kind), fields: allFields(kind) })),
  ];
}

function recordStub(record: ProjectedRecord): ObjectTypeDefinitionNode {
  const owned = new Set(record.ownedFields);
  const fields = allFields(record.kind).map((field) =>
    owned.has(field.name.value)
      ? { ...field, directives: [...(field.directives ?? []), directiveNode("external")] }
      : field,
  );
  return { ...recordType(record.typeName, record.kind, fields), directives: [directiveNode("key", { fields: "id" })] };
}

/**
 * An interface that no type implements cannot be queried with `... on Event` below Record, by the rules of GraphQL; so while no
 * partner keeps a kind of record, a type of which there are no objects implements it.
 */
function placeholder(kind: RecordKind): ObjectTypeDefinitionNode {
  return {
    ...recordType(PLACEHOLDER_PREFIX + kind, kind, allFields(kind)),
    description: descriptionNode("No partner keeps this kind of record yet, so there are none of this type."),
  };
}

function recordType(name: string, kind: RecordKind, fields: readonly FieldDefinitionNode[]): ObjectTypeDefinitionNode {
  const interfaces = ["Record", kind].map((each): NamedTypeNode => ({ kind: Kind.NAMED_TYPE, name: nameNode(each) }));
  return { kind: Kind.OBJECT_TYPE_DEFINITION, name: nameNode(name), interfaces, fields };
}

function allFields(kind: RecordKind): readonly FieldDefinitionNode[] {
  return [...interfaceFields(kind), ...linkFields(kind)];
}
