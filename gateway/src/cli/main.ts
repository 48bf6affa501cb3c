import { join } from "node:path";
import { type Command, UsageError } from "./command.js";
import { CliError } from "./cli-error.js";
import { dev } from "./dev.js";
import { exportGraph, history, rollback } from "./graph-commands.js";
import { partner } from "./partner-commands.js";
import { reindex } from "./reindex.js";
import { safelist } from "./safelist.js";

const ROOT = join(import.meta.dirname, "../../..");

const COMMANDS: Readonly<Record<string, Command>> = {
  partner,
  history,
  rollback,
  export: exportGraph,
  dev,
  safelist,
  reindex,
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
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`Expected one of ${Object.keys(COMMANDS).join(", ")}; got "${name}".`);
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
