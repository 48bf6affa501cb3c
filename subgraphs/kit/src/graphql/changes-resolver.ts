import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
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
  ): Promise<RecordChanges> {
    const level = feedLevelOf(context.visibilities);
    if (wait > 0) context.deadline.extend(Math.min(wait, MAX_WAIT_S) * 1_000);
    return context.feed.read({ after, first, wait, level }, context.signal);
  }
}
