import { type PartnerContext, perRequest, rowsOf } from "@segpol/kit";
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { CpsEvent } from "../records/event.js";
import { CpsFocusGroup } from "./focus-group.js";

/** Loads the focus groups of a list of events with one statement. */
const focusGroups = perRequest(({ em }) =>
  rowsOf(
    (events) => em.find(CpsFocusGroup, { eventId: { $in: events } }, { orderBy: { number: "asc" } }),
    ({ eventId }) => eventId,
  ),
);

@Resolver(() => CpsEvent)
export class FocusGroupResolver {
  @FieldResolver(() => [CpsFocusGroup], { description: "The groups in which participants talk, by number." })
  async focusGroups(@Root() event: CpsEvent, @Ctx() context: PartnerContext): Promise<CpsFocusGroup[]> {
    return focusGroups(context).load(event.id);
  }

  @Query(() => [CpsFocusGroup], { description: "Focus groups of one event, or of all events, by event and number." })
  async cpsFocusGroups(
    @Arg("event", () => ID, { nullable: true }) event: string | null | undefined,
    @Ctx() { em }: PartnerContext,
  ): Promise<CpsFocusGroup[]> {
    const orderBy = { eventId: "asc", number: "asc" } as const;
    return em.find(CpsFocusGroup, event == null ? {} : { eventId: event }, { orderBy });
  }
}
