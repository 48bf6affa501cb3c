import { GraphQLError } from "graphql";

/** A client's request cannot be answered. The message says what was expected, what came and how to mend it. */
export function badInput(message: string, code = "BAD_USER_INPUT"): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** A number lies outside its range, such as "1 to 100". */
export function outOfRange(argument: string, value: number, range: string): GraphQLError {
  return badInput(`Expected ${argument} to be ${range}; got ${value}.`);
}

/** A cursor was garbled, or belongs to something else. `expected` stands after "Expected after to be". */
export function badCursor(expected: string): GraphQLError {
  return badInput(
    `Expected after to be ${expected}; got a text that is not: pass on a cursor unchanged, or leave after out to begin anew.`,
    "BAD_CURSOR",
  );
}
