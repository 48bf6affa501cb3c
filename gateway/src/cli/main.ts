import "@segpol/schema/require-node";
import { join } from "node:path";
import { type Command, UsageError } from "./base/command.js";
import { CliError } from "./base/cli-error.js";

const ROOT = join(import.meta.dirname, "../../..");

interface KnownCommand {
  /** What it does, in a line. */
  readonly summary: string;
  /** A command is loaded when it is given: most need little of what those that compose or harvest load. */
  readonly load: () => Promise<Command>;
}

const COMMANDS: Readonly<Record<string, KnownCommand>> = {
  partner: {
    summary: "partners: list, check, join, publish, leave",
    load: async () => (await import("./commands/partner-commands.js")).partner,
  },
  history: {
    summary: "versions of the graph: who, when, why, what changed",
    load: async () => (await import("./commands/graph-commands.js")).history,
  },
  rollback: {
    summary: "a new version with the partners and SDLs of an earlier one",
    load: async () => (await import("./commands/rollback.js")).rollback,
  },
  export: {
    summary: "the supergraph for any federation router",
    load: async () => (await import("./commands/graph-commands.js")).exportGraph,
  },
  dev: {
    summary: "a local hub with your subgraph in it, nothing published",
    load: async () => (await import("./commands/dev.js")).dev,
  },
  safelist: {
    summary: "the list of queries that a hub is to answer, and no others",
    load: async () => (await import("./commands/safelist.js")).safelist,
  },
  reindex: {
    summary: "builds the index anew from the partners' feeds",
    load: async () => (await import("./commands/reindex.js")).reindex,
  },
};

const OF_PARTNERS: ReadonlySet<string> = new Set(["list", "check", "join", "publish", "leave"]);
const OF_THE_GRAPH: ReadonlySet<string> = new Set(["history", "rollback", "export"]);

/** "partner history" and "leave" are as clear as "history" and "partner leave". */
function meant([name, ...args]: readonly string[]): readonly string[] {
  if (name !== undefined && OF_PARTNERS.has(name)) return ["partner", name, ...args];
  if (name === "partner" && args[0] !== undefined && OF_THE_GRAPH.has(args[0])) return args;
  return name === undefined ? [] : [name, ...args];
}

function overview(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  return `Usage: npm run hub -- <command> [--help]\n\n${lines.join("\n")}\n`;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h") {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!known) throw new UsageError(`Expected one of ${Object.keys(COMMANDS).join(", ")}; got "${name}".`);
  const command = await known.load();
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(command.help);
    return 0;
  }
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  return await command.run(args, { env: process.env, rootDir: ROOT, print });
}

/** What parseArgs throws for options that are not there, or lack their value. */
function isParseError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

// Whoever reads may stop before the end, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  process.exitCode = await main(meant(process.argv.slice(2)));
} catch (error) {
  const isUsage = error instanceof UsageError || isParseError(error);
  const isPlain = isUsage || error instanceof CliError || (error instanceof Error && error.name === "ConfigError");
  const text = error instanceof Error ? (isPlain ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
