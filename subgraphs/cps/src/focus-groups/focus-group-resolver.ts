import { type PartnerContext, rowsOf } from "@segpol/kit";
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { CpsEvent } from "../records/event.js";
import { CpsFocusGroup } from "./focus-group.js";

type Loader = ReturnType<typeof rowsOf<CpsFocusGroup>>;

/** One loader for each request: a list of events costs one statement, however long it is. */
const loaders = new WeakMap<PartnerContext, Loader>();

@Resolver(() => CpsEvent)
export class FocusGroupResolver {
  @FieldResolver(() => [CpsFocusGroup], { description: "The groups in which participants talk, by number." })
  async focusGroups(@Root() event: CpsEvent, @Ctx() context: PartnerContext): Promise<CpsFocusGroup[]> {
    return loaderOf(context).load(event.id);
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

function loaderOf(context: PartnerContext): Loader {
  const known = loaders.get(context);
  if (known) return known;
  const loader = rowsOf(
    (events) => context.em.find(CpsFocusGroup, { eventId: { $in: events } }, { orderBy: { number: "asc" } }),
    ({ eventId }) => eventId,
  );
  loaders.set(context, loader);
  return loader;
}
