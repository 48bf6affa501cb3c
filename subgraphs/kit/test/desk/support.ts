import type { MikroORM } from "@mikro-orm/postgresql";
import { applyCommands } from "../../src/desk/commands/apply-commands.js";
import type { ApplyOptions, Command, CommandOutcome, CommandScope } from "../../src/desk/command.js";
import type { RecordInput } from "../../src/model/inputs.js";
import type { Partner } from "../../src/partner/partner.js";
import { openDatabase } from "../../src/storage/database.js";

export const ACTOR = { subject: "editor-1", issuer: "https://issuer.test", roles: ["partner:SAMPLE:editor"] } as const;

/** The application layer, over a database of its own connections. */
export interface Desk {
  readonly orm: MikroORM;
  readonly scope: CommandScope;
  apply(commands: readonly Command[], options?: ApplyOptions): Promise<readonly CommandOutcome[]>;
  /** One command, and what became of it. */
  one(command: Command, options?: ApplyOptions): Promise<CommandOutcome>;
  stop(): Promise<void>;
}

export async function openDesk(partner: Partner, databaseUrl: string): Promise<Desk> {
  const orm = await openDatabase(partner, { databaseUrl });
  const scope: CommandScope = { em: orm.em.fork(), partner, actor: ACTOR, requestId: "request-1" };
  return {
    orm,
    scope,
    apply: (commands, options) => applyCommands(scope, commands, options),
    async one(command, options) {
      const [outcome] = await applyCommands(scope, [command], options);
      if (!outcome) throw new Error("Expected one outcome; got none.");
      return outcome;
    },
    stop: () => orm.close(true),
  };
}

/** Codes of the problems, in order. */
export function codes(outcome: CommandOutcome): string[] {
  return outcome.problems.map(({ code }) => code);
}

/** What the record says afterwards. */
export function contentOf({ after, problems }: CommandOutcome): RecordInput {
  if (!after) throw new Error(`Expected a record; got ${JSON.stringify(problems)}.`);
  return after.content;
}
