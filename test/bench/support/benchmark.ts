import { parseArgs } from "node:util";
import { reportResult } from "./results.ts";

interface CountOption {
  readonly about: string;
  readonly default: number;
  /** Default 1. */
  readonly min?: number;
  /** Default: none. */
  readonly max?: number;
}

interface BenchmarkOptions<Name extends string, Flag extends string> {
  /** What is measured, on what, and when it ends with 1: for --help. Its first sentence describes it in the list of benchmarks. */
  readonly about: string;
  readonly counts: Readonly<Record<Name, CountOption>>;
  /** Address of a database that is used instead of a temporary one: `--database`. Default: there is no such option. */
  readonly database?: string;
  /** Options that are given or not, and what each does. */
  readonly flags?: Readonly<Record<Flag, string>>;
}

/** What the command line gave. */
type Given<Name extends string, Flag extends string> = Readonly<Record<Name, number> & Record<Flag, boolean>> & {
  readonly databaseUrl?: string;
};

/** Has something stopped when the benchmark is over, whether it failed or not; what came last is stopped first. */
export type Defer = (stop: () => Promise<unknown>) => void;

/**
 * Runs a benchmark with what its command line asks for; `--help` says what that may be.
 * `measure`: tells whether what it measured is as fast as it has to be; nothing where nothing is expected.
 */
export async function benchmark<Name extends string, Flag extends string = never>(
  { about, counts, database, flags }: BenchmarkOptions<Name, Flag>,
  measure: (given: Given<Name, Flag>, defer: Defer) => Promise<boolean | void>,
): Promise<void> {
  const names = Object.keys(counts) as Name[];
  const flagNames = Object.keys(flags ?? {}) as Flag[];
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h", default: false },
      ...Object.fromEntries(
        [...names, ...(database ? ["database"] : [])].map((name) => [name, { type: "string" as const }]),
      ),
      ...Object.fromEntries(flagNames.map((name) => [name, { type: "boolean" as const }])),
    },
  });
  if (values.help) {
    const lines = names.map((name) => `  --${name} ${counts[name].default}`.padEnd(24) + counts[name].about);
    if (database) lines.push("  --database URL".padEnd(24) + database);
    for (const name of flagNames) lines.push(`  --${name}`.padEnd(24) + (flags?.[name] ?? ""));
    process.stdout.write(`${about}\n\nRun npm run build first. Options, with their defaults:\n${lines.join("\n")}\n`);
    return;
  }
  const texts = values as Readonly<Record<string, string | boolean | undefined>>;
  const given = new Map<Name, number>();
  for (const name of names) {
    const { default: byDefault, min = 1, max = Number.MAX_SAFE_INTEGER } = counts[name];
    const text = texts[name] ?? byDefault;
    const count = Number(text);
    if (!Number.isInteger(count) || count < min || count > max) {
      process.stderr.write(`--${name}: expected a whole number from ${min} to ${max}; got "${String(text)}".\n`);
      process.exitCode = 2;
      return;
    }
    given.set(name, count);
  }
  const options = {
    ...(Object.fromEntries(given) as Record<Name, number>),
    ...(Object.fromEntries(flagNames.map((name) => [name, texts[name] === true])) as Record<Flag, boolean>),
  };
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const databaseUrl = typeof texts["database"] === "string" ? { databaseUrl: texts["database"] } : {};
    const fast = await measure({ ...options, ...databaseUrl }, (stop) => void stops.push(stop));
    if (fast === false) process.exitCode = 1;
  } finally {
    for (const stop of stops.toReversed()) await stop();
    // Without the database's address, which has a password.
    reportResult(options);
  }
}
