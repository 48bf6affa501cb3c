import { Entity, Property } from "@mikro-orm/decorators/legacy";
import { DateScalar } from "@segpol/schema";
import type { Language, LanguageMap } from "@segpol/schema";
import { Arg, Ctx, Field, Int, ObjectType } from "type-graphql";
import type { RecordContext } from "./record-context.js";
import { Observation } from "../rows/observation.js";
import { Target } from "../values/indicator-values.js";
import { ObservationConnection } from "../rows/observation-connection.js";
import { LegitimacyCriterionReference } from "../values/references.js";
import { LangArg } from "../values/value-type.js";
import { BaseRecord, pickOptional } from "./base-record.js";
import { checkedObservation, latestObservation, oldestFirst } from "./observations.js";
import { pageOfObservations } from "./observation-pages.js";
import type { ObservationSeed, TargetValue } from "../model/seed.js";
import { Direction } from "../vocabulary/vocabulary.js";

/** The contract's LegitimacyIndicator. A partner's final class extends it and stands for table `legitimacy_indicator`. */
@ObjectType("LegitimacyIndicatorRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class LegitimacyIndicatorRecord extends BaseRecord {
  @Property({ type: "text", nullable: true })
  criterion!: string | null;

  @Field(() => LegitimacyCriterionReference, { name: "criterion", nullable: true })
  mainCriterion(): LegitimacyCriterionReference | null {
    return this.criterion === null ? null : { code: this.criterion };
  }

  @Field(() => String, { nullable: true })
  @Property({ type: "text", nullable: true })
  unit!: string | null;

  @Field(() => Direction)
  @Property({ type: "text" })
  direction!: Direction;

  @Field(() => String, { nullable: true })
  @Property({ type: "text", nullable: true })
  territory!: string | null;

  @Property({ type: "json", nullable: true })
  baseline!: ObservationSeed | null;

  @Field(() => Observation, { name: "baseline", nullable: true })
  checkedBaseline(): Observation | null {
    return this.baseline && checkedObservation(this.baseline, this.unit);
  }

  @Field(() => Target, { nullable: true })
  @Property({ type: "json", nullable: true })
  target!: TargetValue | null;

  @Property({ type: "json", nullable: true })
  method!: LanguageMap | null;

  @Field(() => String, { name: "method", nullable: true })
  methodIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string | null {
    return pickOptional(this.method, lang, context);
  }

  @Property({ type: "json", nullable: true })
  population!: LanguageMap | null;

  @Field(() => String, { name: "population", nullable: true })
  populationIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string | null {
    return pickOptional(this.population, lang, context);
  }

  @Field(() => String, { nullable: true })
  @Property({ type: "text", nullable: true })
  frequency!: string | null;

  @Property({ type: "json", nullable: true })
  limitations!: LanguageMap | null;

  @Field(() => String, { name: "limitations", nullable: true })
  limitationsIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string | null {
    return pickOptional(this.limitations, lang, context);
  }

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
