import { GraphQLError, GraphQLScalarType } from "graphql";
import { inputError, outputError, shown, stringLiteral } from "./input-error.js";

/** Definition of a scalar that is a string on the wire. */
interface TextScalar<Internal> {
  readonly name: string;
  readonly description: string;
  /** What a value has to be, with an example; follows "Expected" in messages. */
  readonly expected: string;
  /** Reads a client's value; a returned `problem` refuses it. */
  readonly read: (text: string) => { readonly value: Internal } | { readonly problem: string };
  /** Writes a resolver's value; undefined refuses it. */
  readonly write: (value: unknown) => string | undefined;
}

/** A scalar whose refusals say what was expected and what came. */
export function createTextScalar<Internal>(scalar: TextScalar<Internal>): GraphQLScalarType<Internal, string> {
  const { name, description, expected } = scalar;
  const parseText = (text: string): Internal => {
    const result = scalar.read(text);
    if ("value" in result) return result.value;
    throw inputError(`Expected ${expected}; got ${shown(text)}${result.problem && `: ${result.problem}`}.`);
  };
  return new GraphQLScalarType<Internal, string>({
    name,
    description,
    parseValue(value) {
      if (typeof value === "string") return parseText(value);
      throw inputError(`Expected ${expected}; got ${shown(value)}.`);
    },
    parseLiteral(node) {
      try {
        return parseText(stringLiteral(node, expected));
      } catch (error) {
        throw error instanceof GraphQLError ? inputError(error.message, node) : error;
      }
    },
    serialize(value) {
      const text = scalar.write(value);
      if (text !== undefined) return text;
      throw outputError(`Expected the resolver of a ${name} to give ${expected}; got ${shown(value)}.`);
    },
  });
}
