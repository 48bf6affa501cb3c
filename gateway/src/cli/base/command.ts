import type { Environment } from "../../config/config.js";

/** One command of the hub's: `npm run hub -- <name> ...`. */
export interface Command {
  readonly help: string;
  /** Gives the exit code. */
  run(args: readonly string[], surroundings: CommandSurroundings): Promise<number>;
}

export interface CommandSurroundings {
  readonly env: Environment;
  /** Root of the repository. */
  readonly rootDir: string;
  /** Writes a line for the person who gave the command. */
  print(line: string): void;
}

/** The command was not given as it should be; the message says how. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
