import {
  astFromValue,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type InputValueDefinitionNode,
  print,
} from "graphql";

/** The arguments of a declared field as text, in the order of their names: (after: String, first: Int! = 100); "" for none. */
export function declaredArguments(field: FieldDefinitionNode): string {
  return inParentheses((field.arguments ?? []).map(declaredArgument));
}

/** The arguments of a field of the contract, written the same way. */
export function contractArguments(field: GraphQLField<unknown, unknown>): string {
  return inParentheses(field.args.map(contractArgument));
}

/** A declared field as text: title(lang: Language): String! */
export function declaredSignature(field: FieldDefinitionNode): string {
  return `${field.name.value}${declaredArguments(field)}: ${print(field.type)}`;
}

/** A field of the contract, written the same way. */
export function contractSignature(field: GraphQLField<unknown, unknown>): string {
  return `${field.name}${contractArguments(field)}: ${String(field.type)}`;
}

function declaredArgument({ name, type, defaultValue }: InputValueDefinitionNode): string {
  return `${name.value}: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ""}`;
}

function contractArgument({ name, type, defaultValue }: GraphQLArgument): string {
  const literal = astFromValue(defaultValue, type);
  return `${name}: ${String(type)}${literal ? ` = ${print(literal)}` : ""}`;
}

function inParentheses(parts: readonly string[]): string {
  return parts.length === 0 ? "" : `(${parts.toSorted().join(", ")})`;
}
