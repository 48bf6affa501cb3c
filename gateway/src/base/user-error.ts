import { GraphQLError } from "graphql";

/** What a client asked cannot be answered; the message says what was expected, and what came. */
export function userError(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

/** A client's value as it stands in a message: as JSON, cut after 80 characters. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
