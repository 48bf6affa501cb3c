import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type NamedTypeNode,
  type OperationTypeNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from "graphql";
import { fieldPrefix, typePrefix } from "../partner-code.js";
import type { SdlLimits } from "./limits.js";
import { type Links, readLinks } from "./links.js";

type TypeKind = "object type" | "interface" | "union" | "enum" | "scalar" | "input type";

/** A type with all its extensions. */
export interface DeclaredType {
  readonly name: string;
  readonly kind: TypeKind;
  /** How often it is defined, extensions not counted. */
  readonly definitions: number;
  readonly directives: readonly ConstDirectiveNode[];
  readonly fields: readonly FieldDefinitionNode[];
  readonly inputFields: readonly InputValueDefinitionNode[];
  readonly values: readonly EnumValueDefinitionNode[];
  readonly interfaces: readonly NamedTypeNode[];
  readonly members: readonly NamedTypeNode[];
}

/** A partner's SDL, ready for the rules. */
export interface Subgraph {
  /** The partner's code. */
  readonly code: string;
  /** What the partner's types begin with: CcGpi. */
  readonly prefix: string;
  /** What the partner's root fields begin with: ccGpi. */
  readonly fieldPrefix: string;
  readonly knownCodes: readonly string[];
  readonly reservedNames: readonly string[];
  readonly limits: SdlLimits;
  readonly document: DocumentNode;
  readonly types: ReadonlyMap<string, DeclaredType>;
  readonly directiveDefinitions: readonly DirectiveDefinitionNode[];
  /** Root types by operation, as `schema { }` names them. */
  readonly operations: readonly { readonly operation: OperationTypeNode; readonly type: string }[];
  readonly links: Links;
}

/** Arranges a parsed SDL for the rules. */
export function createSubgraph(
  document: DocumentNode,
  partner: Pick<Subgraph, "code" | "knownCodes" | "reservedNames" | "limits">,
): Subgraph {
  const schemaNodes = document.definitions.filter(isSchemaNode);
  return {
    ...partner,
    prefix: typePrefix(partner.code),
    fieldPrefix: fieldPrefix(partner.code),
    document,
    types: collectTypes(document),
    directiveDefinitions: document.definitions.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION),
    operations: schemaNodes
      .flatMap((node) => node.operationTypes ?? [])
      .map(({ operation, type }) => ({ operation, type: type.name.value })),
    links: readLinks(schemaDirectives(document)),
  };
}

/** The declared object type of that name: one, or none. */
export function objectType(name: string, { types }: Pick<Subgraph, "types">): DeclaredType[] {
  const type = types.get(name);
  return type?.kind === "object type" ? [type] : [];
}

/** The directives that stand on the schema. */
export function schemaDirectives(document: DocumentNode): ConstDirectiveNode[] {
  return document.definitions.filter(isSchemaNode).flatMap((node) => node.directives ?? []);
}

function isSchemaNode(node: DefinitionNode) {
  return node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION;
}

/** The types of an SDL by their names. */
export function collectTypes(document: DocumentNode): Map<string, DeclaredType> {
  const nodes = document.definitions.filter((node) => isTypeDefinitionNode(node) || isTypeExtensionNode(node));
  const byName = Map.groupBy(nodes, (node) => node.name.value);
  return new Map([...byName].map(([name, parts]) => [name, mergeType(name, parts)]));
}

function mergeType(name: string, parts: readonly (TypeDefinitionNode | TypeExtensionNode)[]): DeclaredType {
  const definitions = parts.filter(isTypeDefinitionNode);
  const first = definitions[0] ?? parts[0];
  if (!first) throw new Error(`Expected a definition of ${name}.`);
  return {
    name,
    kind: KINDS[first.kind],
    definitions: definitions.length,
    directives: parts.flatMap((part) => part.directives ?? []),
    fields: parts.flatMap((part) => (hasFields(part) ? (part.fields ?? []) : [])),
    inputFields: parts.flatMap((part) => (isInput(part) ? (part.fields ?? []) : [])),
    values: parts.flatMap((part) => ("values" in part ? (part.values ?? []) : [])),
    interfaces: parts.flatMap((part) => (hasFields(part) ? (part.interfaces ?? []) : [])),
    members: parts.flatMap((part) => ("types" in part ? (part.types ?? []) : [])),
  };
}

const KINDS: Readonly<Record<(TypeDefinitionNode | TypeExtensionNode)["kind"], TypeKind>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: "object type",
  [Kind.OBJECT_TYPE_EXTENSION]: "object type",
  [Kind.INTERFACE_TYPE_DEFINITION]: "interface",
  [Kind.INTERFACE_TYPE_EXTENSION]: "interface",
  [Kind.UNION_TYPE_DEFINITION]: "union",
  [Kind.UNION_TYPE_EXTENSION]: "union",
  [Kind.ENUM_TYPE_DEFINITION]: "enum",
  [Kind.ENUM_TYPE_EXTENSION]: "enum",
  [Kind.SCALAR_TYPE_DEFINITION]: "scalar",
  [Kind.SCALAR_TYPE_EXTENSION]: "scalar",
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: "input type",
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: "input type",
};

type Part = TypeDefinitionNode | TypeExtensionNode;

function hasFields(part: Part) {
  return (
    part.kind === Kind.OBJECT_TYPE_DEFINITION ||
    part.kind === Kind.OBJECT_TYPE_EXTENSION ||
    part.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    part.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function isInput(part: Part) {
  return part.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || part.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
}
