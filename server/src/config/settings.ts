import { z } from "zod";

export type Environment = Readonly<Record<string, string | undefined>>;

/** An environment variable, as a process's table of settings and the documentation have it. */
export interface Setting {
  /** SEGPOL_MAX_BODY_BYTES */
  readonly name: string;
  /** From the variable's text, trimmed and not empty. Its errors say what is expected: "a whole number from 1 to 200". */
  readonly schema: z.ZodType;
  /** What it is when the variable is not set or empty. Without it: undefined. */
  readonly fallback?: string | number | boolean;
  readonly required?: true;
  readonly unit?: "ms" | "s" | "days" | "bytes" | "MiB";
  /** Whether the value must not be repeated in messages. */
  readonly secret?: true;
  /** The default as the documentation says it, where that is not the fallback. */
  readonly shownDefault?: string;
  /** For the documentation: Markdown in one line. */
  readonly about: string;
}

export type SettingTable = Readonly<Record<string, Setting>>;

/** What a table's settings are, once they are read. */
export type SettingValues<Table extends SettingTable> = {
  readonly [Key in keyof Table]: Table[Key] extends { readonly fallback: unknown } | { readonly required: true }
    ? z.output<Table[Key]["schema"]>
    : z.output<Table[Key]["schema"]> | undefined;
};

/** Reads a table's settings; adds to `problems` what is wrong with them, the variable's name, what was expected and what came. */
export function readSettings<const Table extends SettingTable>(
  table: Table,
  env: Environment,
  problems: string[],
): SettingValues<Table> {
  const values = Object.entries(table).map(([key, setting]) => [key, readSetting(setting, env, problems)]);
  return Object.fromEntries(values) as SettingValues<Table>;
}

function readSetting(
  { name, schema, fallback, required, secret }: Setting,
  env: Environment,
  problems: string[],
): unknown {
  const text = textOf(env, name);
  if (text === undefined && !required) return fallback;
  const { success, data, error } = schema.safeParse(text ?? "");
  if (success) return data;
  for (const { message, path } of error.issues) {
    const wrong = typeof path[0] === "number" ? listOf(text ?? "")[path[0]] : text;
    const came = wrong === undefined ? "nothing" : secret ? "something else" : `"${wrong}"`;
    problems.push(`${name}: expected ${message}, got ${came}.`);
  }
  return fallback;
}

/** The text of a variable; an empty one is an unset one. */
export function textOf(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d+$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number().refine((value) => value >= min && value <= max, { error }));
}

export function anyText(): z.ZodType<string, string> {
  return z.string();
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values): z.ZodType<Values[number]> {
  return z.enum(values, { error: `one of ${values.join(", ")}` });
}

export function trueOrFalse(): z.ZodType<boolean> {
  return z.enum(["true", "false"], { error: "true or false" }).transform((text) => text === "true");
}

/** Several, separated by commas. */
export function several<T>(one: z.ZodType<T, string>): z.ZodType<readonly T[], string> {
  return z.string().transform(listOf).pipe(z.array(one));
}

export function databaseUrl(): z.ZodType<string, string> {
  const isPostgres = (text: string): boolean => {
    const url = URL.parse(text);
    return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
  };
  return z.string().refine(isPostgres, { error: "postgres://role:password@host:port/database" });
}

export function webAddress(): z.ZodType<string, string> {
  return z.string().refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""), {
    error: "an address that begins with https:// or http://",
  });
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
}
