/**
 * An error as it may be logged. What PostgreSQL refuses is told by its own message and code, without the statement and the row: those
 * hold what people wrote.
 */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, table, constraint, severity } = error as {
    readonly [key in "code" | "table" | "constraint" | "severity"]?: unknown;
  };
  if (typeof severity !== "string") return error;
  const cause = error.cause instanceof Error ? error.cause : error;
  return {
    type: error.name,
    message: lastPart(cause.message),
    code,
    table,
    constraint,
    stack: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
  };
}

/** MikroORM puts the statement before the database's own message. */
function lastPart(message: string): string {
  return message.slice(message.lastIndexOf(" - ") + 3);
}
