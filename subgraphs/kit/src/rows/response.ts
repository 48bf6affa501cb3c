import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { pickText } from "@segpol/schema";
import type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field } from "type-graphql";
import type { LanguageContext } from "../values/language-context.js";
import { ResponseValue } from "../vocabulary/vocabulary.js";
import { FuzzyDate } from "../values/fuzzy-date.js";
import { LangArg, ValueType } from "../values/value-type.js";

/** The contract's Response: a row of table `response`. */
@ValueType("Response")
@Entity({ tableName: "response" })
export class Response {
  /** Counts up with each row: the order in which responses were written down. */
  @PrimaryKey({ type: "bigint", autoincrement: true })
  seq!: bigint;

  @Property({ type: "text" })
  recommendationId!: string;

  @Field(() => String)
  @Property({ type: "text" })
  body!: string;

  @Field(() => ResponseValue)
  @Property({ type: "text" })
  value!: ResponseValue;

  @Property({ type: "json", nullable: true })
  reason!: LanguageMap | null;

  @Field(() => String, { name: "reason", nullable: true })
  reasonIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string | null {
    return this.reason ? pickText(this.reason, lang, context.languages) : null;
  }

  @Field(() => FuzzyDate, { nullable: true })
  @Property({ type: "json", nullable: true })
  date!: FuzzyDateValue | null;
}
