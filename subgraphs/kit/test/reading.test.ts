import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { type PartnerContext } from "../src/index.js";
import { runReadingSuite } from "../src/testing/reading-suite.js";
import { SampleChair, SampleEvent, samplePartner } from "./support/sample-partner.js";
import { seed } from "./support/sample-seed.js";

/** Queries of every sort that a partner may think of. */
@Resolver(() => SampleChair)
class SampleQueries {
  @Query(() => [SampleEvent])
  async sampleEvents(@Ctx() { em }: PartnerContext): Promise<SampleEvent[]> {
    return em.find(SampleEvent, {}, { orderBy: { id: "asc" } });
  }

  @Query(() => SampleEvent, { nullable: true })
  async sampleEvent(@Arg("id", () => ID) id: string, @Ctx() { em }: PartnerContext): Promise<SampleEvent | null> {
    return em.findOne(SampleEvent, { id });
  }

  @Query(() => Int)
  async sampleEventCount(@Ctx() { em }: PartnerContext): Promise<number> {
    return em.count(SampleEvent);
  }

  @Query(() => [SampleChair])
  async sampleChairs(
    @Arg("event", () => ID, { nullable: true }) event: string | null | undefined,
    @Ctx() { em }: PartnerContext,
  ): Promise<SampleChair[]> {
    return em.find(SampleChair, event == null ? {} : { eventId: event }, { orderBy: { number: "asc" } });
  }

  @Query(() => Int)
  async sampleChairCount(@Ctx() { em }: PartnerContext): Promise<number> {
    return em.count(SampleChair);
  }

  @FieldResolver(() => SampleEvent, { nullable: true })
  async event(@Root() { eventId }: SampleChair, @Ctx() { loaders }: PartnerContext): Promise<SampleEvent | null> {
    return loaders.records.Event.load(eventId) as Promise<SampleEvent | null>;
  }
}

runReadingSuite(
  samplePartner({
    resolvers: [SampleQueries],
    seed: {
      ...seed,
      events: [1, 2, 3, 4, 5].flatMap((number) =>
        (seed.events ?? []).map((event) => ({ ...event, id: `${event.id}-${number}` })),
      ),
      own: async (em, added) => {
        const events = [...added].filter((id) => id.startsWith("sample:event:"));
        await em.insertMany(
          SampleChair,
          events.map((eventId, number) => ({ eventId, number }) as SampleChair),
        );
      },
    },
  }),
);
