import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  Kind,
  type NameNode,
  print,
  type SchemaExtensionNode,
  type StringValueNode,
} from "graphql";

/** The first version that composes costs (`@cost`, `@listSize`); the hub's subgraphs need nothing that came later. */
const FEDERATION_SPEC = "https://specs.apollo.dev/federation/v2.9";

export function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

/** Control characters but tabs and line ends: no description needs them, and PostgreSQL does not store all of them. */
const CONTROLS = /[^\P{Cc}\t\n]+/gu;

export function descriptionNode(text: string): StringValueNode {
  const value = text.toWellFormed().replaceAll(CONTROLS, " ");
  return { kind: Kind.STRING, value, block: value.includes("\n") };
}

type DirectiveValue = string | boolean | number | readonly string[];

/** Numbers are whole: federation's directives take no others. */
export function directiveNode(
  name: string,
  fields: Readonly<Record<string, DirectiveValue | undefined>> = {},
): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: nameNode(name),
    arguments: Object.entries(fields).flatMap(([argument, value]) =>
      value === undefined ? [] : [{ kind: Kind.ARGUMENT, name: nameNode(argument), value: valueNode(value) }],
    ),
  };
}

function valueNode(value: DirectiveValue): ConstValueNode {
  switch (typeof value) {
    case "string":
      return { kind: Kind.STRING, value };
    case "boolean":
      return { kind: Kind.BOOLEAN, value };
    case "number":
      return { kind: Kind.INT, value: String(value) };
    default:
      return { kind: Kind.LIST, values: value.map(valueNode) };
  }
}

/** Makes a document a federation 2 subgraph that uses these directives. */
export function federationLink(imports: readonly string[]): SchemaExtensionNode {
  return {
    kind: Kind.SCHEMA_EXTENSION,
    directives: [directiveNode("link", { url: FEDERATION_SPEC, import: imports })],
  };
}

export function printDefinitions(definitions: readonly DefinitionNode[]): string {
  return `${print({ kind: Kind.DOCUMENT, definitions })}\n`;
}
