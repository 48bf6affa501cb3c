import { ArrayType } from "@mikro-orm/core";
import { Entity, Property } from "@mikro-orm/decorators/legacy";
import { DateScalar } from "@segpol/schema";
import type { Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, ObjectType } from "type-graphql";
import type { RecordContext } from "./record-context.js";
import { inTime } from "../progress/in-time.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Response } from "../rows/response.js";
import { Priority, Progress } from "../values/recommendation-values.js";
import { LangArg } from "../values/value-type.js";
import { BaseRecord, pickOptional } from "./base-record.js";
import { progressOf } from "./recommendation-progress.js";
import type { PriorityValue } from "../model/seed.js";
import { RecommendationKind } from "../vocabulary/vocabulary.js";

/** The contract's Recommendation. A partner's final class extends it and stands for table `recommendation`. */
@ObjectType("RecommendationRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class RecommendationRecord extends BaseRecord {
  @Field(() => RecommendationKind)
  @Property({ type: "text" })
  kind!: RecommendationKind;

  @Field(() => String, { nullable: true })
  @Property({ type: "text", nullable: true })
  ref!: string | null;

  @Property({ type: "json", nullable: true })
  goal!: LanguageMap | null;

  @Field(() => String, { name: "goal", nullable: true })
  goalIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string | null {
    return pickOptional(this.goal, lang, context);
  }

  @Property({ type: "json", nullable: true })
  context!: LanguageMap | null;

  @Field(() => String, { name: "context", nullable: true })
  contextIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string | null {
    return pickOptional(this.context, lang, context);
  }

  @Field(() => [String], { nullable: true })
  @Property({ type: ArrayType, nullable: true })
  addressees!: string[] | null;

  @Field(() => Priority, { nullable: true })
  @Property({ type: "json", nullable: true })
  priority!: PriorityValue | null;

  @Field(() => DateScalar, { nullable: true })
  @Property({ type: "date", nullable: true })
  dueOn!: string | null;

  @Field(() => Progress, { name: "progress" })
  async rolledUpProgress(@Ctx() context: RecordContext): Promise<Progress> {
    return (await progressOf(this, context)).whole;
  }

  @Field(() => [Measure], { name: "measures", nullable: true })
  async measureTree(@Ctx() context: RecordContext): Promise<Measure[]> {
    return (await progressOf(this, context)).measures;
  }

  @Field(() => [Response], { name: "responses", nullable: true })
  async allResponses(@Ctx() context: RecordContext): Promise<Response[]> {
    return context.loaders.responses.load(this.id);
  }

  @Field(() => [FollowUp], { name: "followUps", nullable: true })
  async allFollowUps(@Ctx() context: RecordContext): Promise<FollowUp[]> {
    return inTime(await context.loaders.followUps.load(this.id));
  }

  @Field(() => [Assessment], { name: "assessments", nullable: true })
  async allAssessments(@Ctx() context: RecordContext): Promise<Assessment[]> {
    return inTime(await context.loaders.assessments.load(this.id));
  }

  protected override async content(context: RecordContext): Promise<Record<string, unknown>> {
    const [own, measures, responses, followUps, assessments] = await Promise.all([
      super.content(context),
      this.measureTree(context),
      this.allResponses(context),
      this.allFollowUps(context),
      this.allAssessments(context),
    ]);
    return { ...own, measures, responses, followUps, assessments };
  }
}
