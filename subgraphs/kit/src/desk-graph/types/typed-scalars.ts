import { GraphQLScalarType } from "graphql";

/**
 * Scalars of the contract's names that take any text: what is wrong with it is reported among the problems of the whole input, together with
 * all others, and not by refusing the request.
 */
function checkedLater(name: string, description: string): GraphQLScalarType<string, string> {
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: (value) => readText(name, value),
    serialize: (value) => String(value),
  });
}

function readText(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`Expected a ${name} as a text in quotes; got ${typeof value}.`);
}

export const TypedDate = checkedLater("Date", "ISO 8601 calendar date, such as 2022-03-16.");
export const TypedEdtf = checkedLater(
  "EDTF",
  "ISO 8601-2 extended date/time: 2022-04-XX, [2022-01-21..2022-01-31], 2022-03/2022-10, 2021?-10-15.",
);
export const TypedUrl = checkedLater("URL", "Absolute http or https URL.");
