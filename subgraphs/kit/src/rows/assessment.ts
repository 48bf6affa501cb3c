import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { DateScalar, pickText } from "@segpol/schema";
import type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, ID } from "type-graphql";
import type { LanguageContext } from "../values/language-context.js";
import { Closure, ImplementationStatus } from "../vocabulary/vocabulary.js";
import { FuzzyDate } from "../values/fuzzy-date.js";
import { LangArg, ValueType } from "../values/value-type.js";

/** The contract's Assessment: a row of table `assessment`, which takes no changes, only further rows. */
@ValueType("Assessment")
@Entity({ tableName: "assessment" })
export class Assessment {
  @Field(() => ID)
  @PrimaryKey({ type: "text" })
  id!: string;

  /** Counts up with each row, given by the database: the order in which assessments were written down. */
  @Property({ type: "bigint", nullable: true })
  seq?: bigint;

  @Property({ type: "text" })
  recommendationId!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: "text", nullable: true })
  measure!: string | null;

  @Field(() => String)
  @Property({ type: "text" })
  assessor!: string;

  @Field(() => ImplementationStatus)
  @Property({ type: "text" })
  status!: ImplementationStatus;

  @Field(() => Closure, { nullable: true })
  @Property({ type: "text", nullable: true })
  closure!: Closure | null;

  @Property({ type: "json", nullable: true })
  reason!: LanguageMap | null;

  @Field(() => String, { name: "reason", nullable: true })
  reasonIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string | null {
    return this.reason ? pickText(this.reason, lang, context.languages) : null;
  }

  @Field(() => FuzzyDate)
  @Property({ type: "json" })
  date!: FuzzyDateValue;

  @Field(() => DateScalar, { nullable: true })
  @Property({ type: "date", nullable: true })
  nextReviewOn!: string | null;
}
