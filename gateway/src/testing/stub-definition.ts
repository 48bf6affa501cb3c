import { contractSdl, fieldPrefix, RECORD_KINDS, type RecordKind, recordTypeName, typePrefix } from "@segpol/schema";
import { directiveNode, nameNode } from "@segpol/server";
import { type DefinitionNode, type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse } from "graphql";
import type { PartnerDefinition } from "../base/partner-definition.js";
import {
  interfaceFields,
  REFERENCE_KEYS,
  referenceStub,
  shareable,
  withoutOwnDirectives,
} from "../composition/projection/contract-model.js";
import { subgraphName } from "../composition/projection/projection.js";
import { federationLink, printDefinitions } from "../composition/projection/sdl-nodes.js";

export interface StubDefinitionOptions {
  /** Kinds of record the partner keeps; all four when absent. */
  readonly kinds?: readonly RecordKind[];
  /** Its SDL; when absent everything that the contract has for these kinds, and a type, an enumeration and a query of its own. */
  readonly sdl?: string;
  readonly url?: string;
}

/** A made-up partner as the hub knows it: for trying how the hub composes and plans, with many partners or with hostile ones. */
export function createStubDefinition(
  code: string,
  {
    kinds = RECORD_KINDS,
    sdl = contractSdlOf(code, kinds),
    url = `http://localhost:4101/${subgraphName(code)}/graphql`,
  }: StubDefinitionOptions = {},
): PartnerDefinition {
  return {
    code,
    prefix: typePrefix(code),
    name: { original: "EN", EN: `Partner ${code}` },
    acronym: code,
    role: "PLUGIN_PARTNER",
    website: null,
    url,
    sdl,
  };
}

function contractSdlOf(code: string, kinds: readonly RecordKind[]): string {
  const contract = withoutOwnDirectives(parse(contractSdl, { noLocation: true })).definitions;
  const harvest = fieldsOf(contract, "Harvested");
  const changes = fieldsOf(contract, "Query");
  const own = parse(ownTypes(typePrefix(code), fieldPrefix(code)), { noLocation: true }).definitions;
  return printDefinitions([
    federationLink(["@key", "@shareable"]),
    ...kinds.map((kind): ObjectTypeDefinitionNode => ({
      kind: Kind.OBJECT_TYPE_DEFINITION,
      name: nameNode(recordTypeName(code, kind)),
      directives: [directiveNode("key", { fields: "id" })],
      fields: [...interfaceFields(kind), ...harvest, ...fieldsOf(own, "Own")],
    })),
    { kind: Kind.OBJECT_TYPE_DEFINITION, name: nameNode("Query"), fields: [...changes, ...fieldsOf(own, "OwnQuery")] },
    ...own.filter((definition) => "name" in definition && !/^Own(Query)?$/.test(definition.name?.value ?? "")),
    ...contract.flatMap(servedType),
  ]);
}

function ownTypes(prefix: string, field: string): string {
  return /* GraphQL */ `
    type Own {
      "Unit of the partner that keeps the record."
      registeredBy: ${prefix}Unit
    }
    type OwnQuery {
      ${field}Units(level: ${prefix}Level): [${prefix}Unit!]!
    }
    "A unit of the partner's organisation."
    type ${prefix}Unit {
      name(lang: Language): String!
      level: ${prefix}Level!
      theme: Theme
    }
    enum ${prefix}Level {
      LOCAL
      FEDERAL
    }
  `;
}

/** The contract's types as a partner serves them: value types shareable, those of the catalogue as stubs. */
function servedType(definition: DefinitionNode): DefinitionNode[] {
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
      return [definition];
    case Kind.OBJECT_TYPE_DEFINITION: {
      if (definition.name.value === "Query") return [];
      const key = REFERENCE_KEYS.get(definition.name.value);
      return [key === undefined ? shareable(definition) : referenceStub(definition, key)];
    }
    default:
      return [];
  }
}

function fieldsOf(definitions: readonly DefinitionNode[], name: string): readonly FieldDefinitionNode[] {
  return definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
    definition.name.value === name
      ? (definition.fields ?? [])
      : [],
  );
}
