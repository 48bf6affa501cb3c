import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from "type-graphql";
import type { StateCommand } from "../../desk/command.js";
import type { DeskContext } from "./desk-context.js";
import type { DeskGraph } from "../types/desk-graph.js";
import { carryOut, WriteOptions } from "./write-options.js";

const STATES: readonly { readonly action: StateCommand["action"]; readonly description: string }[] = [
  { action: "withdraw", description: "Takes a record from readers: a tombstone in the feed. It stays at the desk." },
  { action: "restore", description: "Gives a record that was withdrawn back to readers." },
  { action: "publish", description: "Lets a draft be seen by whom its visibility says." },
  { action: "unpublish", description: "Makes a record a draft again: gone for readers, a tombstone in the feed." },
  {
    action: "erase",
    description:
      "Removes a record for good, with every text, here, in the audit trail and at the hub. Its id is never used again. There is no way back.",
  },
];

/** A mutation that changes where a record stands. */
function createResolverOf({ action, description }: (typeof STATES)[number], graph: DeskGraph): new () => object {
  @Resolver()
  class StateMutation {
    @Mutation(() => graph.payloads.any, { name: `${action}Record`, description })
    async change(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("version", () => Int, { description: "The version that was read; another one is VERSION_CONFLICT." })
      version: number,
      @Arg("id", () => ID, { description: "The record." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      const outcome = await carryOut(graph, context, { action, id, version }, options);
      if (action === "erase" && !options.dryRun) await context.files.removeOld();
      return outcome;
    }
  }
  return StateMutation;
}

export function createStateMutations(graph: DeskGraph): (new () => object)[] {
  return STATES.map((state) => createResolverOf(state, graph));
}
