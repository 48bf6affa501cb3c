import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { pickText } from "@segpol/schema";
import type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, Float, Int } from "type-graphql";
import type { LanguageContext } from "../values/language-context.js";
import type { DimensionValue } from "../model/seed.js";
import { ObservationStatus } from "../vocabulary/vocabulary.js";
import { FuzzyDate } from "../values/fuzzy-date.js";
import { Dimension } from "../values/indicator-values.js";
import { LangArg, ValueType } from "../values/value-type.js";

/** The contract's Observation: a row of table `observation`, or an indicator's baseline. */
@ValueType("Observation")
@Entity({ tableName: "observation" })
export class Observation {
  /** Counts up with each row: the order in which observations were written down. */
  @PrimaryKey({ type: "bigint", autoincrement: true })
  seq!: bigint;

  @Property({ type: "text" })
  indicatorId!: string;

  @Field(() => FuzzyDate)
  @Property({ type: "json" })
  period!: FuzzyDateValue;

  @Field(() => Float)
  @Property({ type: "double" })
  value!: number;

  @Field(() => Int, { nullable: true })
  @Property({ type: "integer", nullable: true })
  numerator?: number | null;

  @Field(() => Int, { nullable: true })
  @Property({ type: "integer", nullable: true })
  denominator?: number | null;

  @Field(() => Int, { nullable: true })
  @Property({ type: "integer", nullable: true })
  sampleSize?: number | null;

  /** As the source has it, or INCONSISTENT where numerator and denominator do not give the value. */
  @Field(() => ObservationStatus)
  @Property({ type: "text" })
  status!: ObservationStatus;

  @Property({ type: "json", nullable: true })
  note?: LanguageMap | null;

  @Field(() => String, { name: "note", nullable: true })
  noteIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string | null {
    return this.note ? pickText(this.note, lang, context.languages) : null;
  }

  @Field(() => [Dimension])
  @Property({ type: "json" })
  dimensions!: DimensionValue[];
}
