import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { DateScalar, pickText } from "@segpol/schema";
import type { Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, Float, ID } from "type-graphql";
import type { LanguageContext } from "../values/language-context.js";
import { Progress } from "../values/recommendation-values.js";
import { LangArg, ValueType } from "../values/value-type.js";

/** The contract's Measure: a row of table `measure`, put in its place in the tree when it is read. */
@ValueType("Measure")
@Entity({ tableName: "measure" })
export class Measure {
  /** Counts up with each row: the order in which measures were written down. */
  @PrimaryKey({ type: "bigint", autoincrement: true })
  seq!: bigint;

  @Property({ type: "text" })
  recommendationId!: string;

  /** The `ref` of the measure above it; null: the recommendation itself. */
  @Property({ type: "text", nullable: true })
  parentRef!: string | null;

  @Field(() => ID)
  @Property({ type: "text" })
  ref!: string;

  @Property({ type: "json" })
  text!: LanguageMap;

  @Field(() => String, { name: "text" })
  textIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string {
    return pickText(this.text, lang, context.languages);
  }

  @Field(() => Float)
  @Property({ type: "double" })
  weight!: number;

  @Field(() => DateScalar, { nullable: true })
  @Property({ type: "date", nullable: true })
  dueOn!: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: "text", nullable: true })
  responsible!: string | null;

  /** Set when the tree is built. */
  @Field(() => Progress)
  progress!: Progress;

  /** Set when the tree is built. */
  @Field(() => [Measure])
  measures!: Measure[];
}
