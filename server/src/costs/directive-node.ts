import { type ConstDirectiveNode, type ConstValueNode, Kind, type NameNode } from "graphql";

export function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
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
