import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from "type-graphql";
import type { DeskContext } from "./desk-context.js";
import type { DeskGraph } from "../types/desk-graph.js";
import { carryOut, WriteOptions } from "./write-options.js";

/** Mutations that make and change records of one kind. */
function createResolverOf(kind: RecordKind, graph: DeskGraph): new () => object {
  const { input: created, changes: changed } = graph.records.kinds[kind];
  @Resolver()
  class RecordMutations {
    @Mutation(() => graph.payloads.kinds[kind], {
      name: `create${kind}`,
      description: `Makes a record of kind ${kind}. Needs the role partner:<CODE>:editor, as every mutation does.`,
    })
    create(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("draft", () => Boolean, {
        defaultValue: false,
        description: "Whether it is for the desk alone until publishRecord.",
      })
      draft: boolean,
      @Arg("slug", () => String, {
        nullable: true,
        description:
          "The last part of its id, such as 2021-12-08-recherche; made from date and title where it is left out.",
      })
      slug: string | null | undefined,
      @Arg("input", () => created, { description: "What the record says." }) input: object,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      return carryOut(graph, context, { action: "create", kind, id: slug, draft, input }, options);
    }

    @Mutation(() => graph.payloads.kinds[kind], {
      name: `update${kind}`,
      description: `Changes a record of kind ${kind}: what is left out stays, null clears, lists are replaced as a whole.`,
    })
    update(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("changes", () => changed, { description: "What is to change." }) changes: object,
      @Arg("version", () => Int, { description: "The version that was read; another one is VERSION_CONFLICT." })
      version: number,
      @Arg("id", () => ID, { description: "The record." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      return carryOut(graph, context, { action: "update", kind, id, version, input: changes }, options);
    }
  }
  return RecordMutations;
}

export function createRecordMutations(graph: DeskGraph): (new () => object)[] {
  return RECORD_KINDS.map((kind) => createResolverOf(kind, graph));
}
