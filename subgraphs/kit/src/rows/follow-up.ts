import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { pickText } from "@segpol/schema";
import type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, ID } from "type-graphql";
import type { LanguageContext } from "../values/language-context.js";
import type { EvidenceValue } from "../model/seed.js";
import { ImplementationStatus } from "../vocabulary/vocabulary.js";
import { FuzzyDate } from "../values/fuzzy-date.js";
import { Evidence } from "../values/recommendation-values.js";
import { LangArg, ValueType } from "../values/value-type.js";

/** The contract's FollowUp: a row of table `follow_up`, which takes no changes, only further rows. */
@ValueType("FollowUp")
@Entity({ tableName: "follow_up" })
export class FollowUp {
  @Field(() => ID)
  @PrimaryKey({ type: "text" })
  id!: string;

  /** Counts up with each row, given by the database: the order in which follow-ups were written down. */
  @Property({ type: "bigint", nullable: true })
  seq?: bigint;

  @Property({ type: "text" })
  recommendationId!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: "text", nullable: true })
  measure!: string | null;

  @Field(() => String)
  @Property({ type: "text" })
  actor!: string;

  @Property({ type: "json" })
  action!: LanguageMap;

  @Field(() => String, { name: "action" })
  actionIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string {
    return pickText(this.action, lang, context.languages);
  }

  @Field(() => FuzzyDate)
  @Property({ type: "json" })
  date!: FuzzyDateValue;

  @Field(() => ImplementationStatus)
  @Property({ type: "text" })
  status!: ImplementationStatus;

  @Field(() => [Evidence])
  @Property({ type: "json" })
  evidence!: EvidenceValue[];
}
