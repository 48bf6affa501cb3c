import { currentOperation } from "@segpol/server";
import { type GraphQLResolveInfo, Kind } from "graphql";
import { Arg, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { PartnerContext } from "../context/partner-context.js";
import { RecordChanges } from "../values/harvest.js";
import { MAX_WAIT_S } from "../feed/change-feed.js";
import { feedLevelOf } from "../storage/feed-level.js";

/** The root field from which the hub harvests. */
@Resolver()
export class ChangesResolver {
  @Query(() => RecordChanges, { name: "_changes" })
  async changes(
    @Arg("after", () => String, { nullable: true }) after: string | null | undefined,
    @Arg("first", () => Int, { defaultValue: 100 }) first: number,
    @Arg("wait", () => Int, { defaultValue: 0 }) wait: number,
    @Ctx() context: PartnerContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecordChanges> {
    const level = feedLevelOf(context.visibilities);
    if (wait > 0) {
      context.deadline.extend(Math.min(wait, MAX_WAIT_S) * 1_000);
      if (asksNothingElse(info)) currentOperation()?.leavePlace?.();
    }
    return context.feed.read({ after, first, wait, level }, context.signal);
  }
}

/** Whether the operation does nothing while the feed waits. */
function asksNothingElse({ operation: { selectionSet } }: GraphQLResolveInfo): boolean {
  const [only, ...others] = selectionSet.selections;
  return only?.kind === Kind.FIELD && others.length === 0;
}
