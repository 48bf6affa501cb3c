/** PostgreSQL's class of errors about values (data exceptions): their messages repeat the value between double quotes. */
const ABOUT_VALUES = /^22/;
/** What MikroORM puts behind the database's own message: the whole row, where one was refused. */
const DETAILS = /\n - (detail|hint): .*$/s;

/**
 * An error as it may be logged. An error of PostgreSQL is logged with its own message and code, without the statement, the row and the
 * value: those hold what people wrote.
 */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, table, constraint, severity } = error as {
    readonly [key in "code" | "table" | "constraint" | "severity"]?: unknown;
  };
  if (typeof severity !== "string") return error;
  const message = error.message.replace(DETAILS, "");
  return {
    name: error.name,
    message: ABOUT_VALUES.test(String(code)) ? message.replaceAll(/".*"/gs, '"..."') : message,
    code,
    table,
    constraint,
    stack: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
  };
}
