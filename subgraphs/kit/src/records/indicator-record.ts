import { Entity } from "@mikro-orm/decorators/legacy";
import { DateScalar } from "@segpol/schema";
import { Arg, Ctx, Field, Int, ObjectType } from "type-graphql";
import { INDICATOR } from "../model/indicator.js";
import type { ObservationSeed } from "../model/seed.js";
import { Observation } from "../rows/observation.js";
import { ObservationConnection } from "../rows/observation-connection.js";
import { recordWith } from "./record-with.js";
import { pageOfObservations } from "./observation-pages.js";
import { checkedObservation, latestObservation, oldestFirst } from "./observations.js";
import type { RecordContext } from "./record-context.js";

const IndicatorColumns = recordWith("LegitimacyIndicatorColumns", INDICATOR, {
  baseline: {
    type: Observation,
    read: (baseline: ObservationSeed, { unit }: { readonly unit: string | null }) => checkedObservation(baseline, unit),
  },
});

/** The contract's LegitimacyIndicator. A partner's final class extends it and stands for table `legitimacy_indicator`. */
@ObjectType("LegitimacyIndicatorRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class LegitimacyIndicatorRecord extends IndicatorColumns {
  @Field(() => Observation, { name: "latest", nullable: true })
  async latestObservation(@Ctx() context: RecordContext): Promise<Observation | null> {
    return latestObservation(await this.allObservations(context));
  }

  @Field(() => ObservationConnection, { name: "observations", nullable: true })
  async observationPage(
    @Arg("from", () => DateScalar, { nullable: true }) from: string | null | undefined,
    @Arg("to", () => DateScalar, { nullable: true }) to: string | null | undefined,
    @Arg("first", () => Int, { nullable: true }) first: number | null | undefined,
    @Arg("after", () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: RecordContext,
  ): Promise<ObservationConnection> {
    return pageOfObservations(this.id, await this.allObservations(context), { from, to, first, after });
  }

  protected override async content(context: RecordContext): Promise<Record<string, unknown>> {
    const [own, observations] = await Promise.all([super.content(context), this.allObservations(context)]);
    return { ...own, latest: latestObservation(observations), observations: { nodes: observations } };
  }

  private async allObservations(context: RecordContext): Promise<Observation[]> {
    const rows = await context.loaders.observations.load(this.id);
    return oldestFirst(rows.map((row) => checkedObservation(row, this.unit)));
  }
}
