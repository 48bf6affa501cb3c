import { type ASTNode, GraphQLError, Kind, print, type ValueNode } from "graphql";

/** Refuses a client's value. */
export function inputError(message: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(message, { ...(node ? { nodes: node } : {}), extensions: { code: "BAD_USER_INPUT" } });
}

/** Refuses a resolver's value: a fault of the server. */
export function outputError(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "INTERNAL_SERVER_ERROR" } });
}

/** A value for a message: as JSON, cut after 60 characters. */
export function shown(value: unknown): string {
  const text = value instanceof Date ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

/** Reads a literal of a query that has to be a string. */
export function stringLiteral(node: ValueNode, expected: string): string {
  if (node.kind === Kind.STRING) return node.value;
  throw inputError(`Expected ${expected} in quotes; got ${print(node).slice(0, 60)}.`, node);
}
