import { GraphQLError } from "graphql";
import { ArgsType, Field } from "type-graphql";
import { applyCommands } from "../../desk/commands/apply-commands.js";
import type { ApplyOptions, Command, CommandScope } from "../../desk/command.js";
import { editingScope } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";
import type { DeskGraph } from "../types/desk-graph.js";
import { shownOutcome } from "../types/payloads.js";

/** Arguments that every mutation has. */
@ArgsType()
export class WriteOptions {
  @Field(() => String, {
    nullable: true,
    description:
      "8 to 200 letters, digits and . _ : - that name this request: sent again, it is answered as before and writes nothing.",
  })
  idempotencyKey?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Nothing is written; the answer says what would become of the request.",
  })
  dryRun!: boolean;
}

/** Carries out one command of an editor's, and shows what became of it. @param more `source`: what the audit trail names, DESK by default */
export async function carryOut(
  { records }: DeskGraph,
  context: DeskContext,
  command: Command,
  options: WriteOptions,
  more: Pick<CommandScope, "source"> & Pick<ApplyOptions, "requestDigest"> = {},
): Promise<object> {
  const scope = editingScope(context, more.source);
  const { dryRun, idempotencyKey } = options;
  const [outcome] = await applyCommands(scope, [command], {
    dryRun,
    idempotencyKey,
    requestDigest: more.requestDigest,
  });
  if (!outcome) throw new GraphQLError("Expected an outcome of the command; got none.");
  return shownOutcome(records, outcome);
}
