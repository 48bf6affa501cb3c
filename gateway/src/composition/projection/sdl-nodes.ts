import {
  type ConstDirectiveNode,
  type DefinitionNode,
  Kind,
  type NameNode,
  print,
  type SchemaExtensionNode,
  type StringValueNode,
} from "graphql";

/** Old enough for every federation router in use; the hub's subgraphs need nothing that came later. */
const FEDERATION_SPEC = "https://specs.apollo.dev/federation/v2.3";

export function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

export function descriptionNode(value: string): StringValueNode {
  return { kind: Kind.STRING, value, block: value.includes("\n") };
}

export function directiveNode(
  name: string,
  fields: Readonly<Record<string, string | boolean>> = {},
): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: nameNode(name),
    arguments: Object.entries(fields).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: nameNode(argument),
      value: typeof value === "string" ? { kind: Kind.STRING, value } : { kind: Kind.BOOLEAN, value },
    })),
  };
}

/** Makes a document a federation 2 subgraph that uses these directives. */
export function federationLink(imports: readonly string[]): SchemaExtensionNode {
  const link: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: nameNode("link"),
    arguments: [
      { kind: Kind.ARGUMENT, name: nameNode("url"), value: { kind: Kind.STRING, value: FEDERATION_SPEC } },
      {
        kind: Kind.ARGUMENT,
        name: nameNode("import"),
        value: { kind: Kind.LIST, values: imports.map((value) => ({ kind: Kind.STRING, value })) },
      },
    ],
  };
  return { kind: Kind.SCHEMA_EXTENSION, directives: [link] };
}

export function printDefinitions(definitions: readonly DefinitionNode[]): string {
  return `${print({ kind: Kind.DOCUMENT, definitions })}\n`;
}
