import { Entity } from "@mikro-orm/decorators/legacy";
import { Ctx, Field, ObjectType } from "type-graphql";
import { RECOMMENDATION } from "../model/recommendation.js";
import { inTime } from "../progress/in-time.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Response } from "../rows/response.js";
import { Progress } from "../values/recommendation-values.js";
import type { RecordContext } from "./record-context.js";
import { recordWith } from "./record-with.js";
import { progressOf } from "./recommendation-progress.js";

/** The contract's Recommendation. A partner's final class extends it and stands for table `recommendation`. */
@ObjectType("RecommendationRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class RecommendationRecord extends recordWith("RecommendationColumns", RECOMMENDATION) {
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
