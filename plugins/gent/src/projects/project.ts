import { ArrayType } from "@mikro-orm/core";
import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import {
  DateScalar,
  LangArg,
  type Language,
  type LanguageMap,
  type PartnerContext,
  pickText,
  references,
  ThemeReference,
} from "@segpol/kit";
import { Ctx, Field, ID, Int, ObjectType } from "type-graphql";

/** A project of the city's: a row of table `project`. */
@ObjectType({ description: "A project of the city of Ghent." })
@Entity({ tableName: "project" })
export class GentProject {
  @Field(() => ID)
  @PrimaryKey({ type: "text" })
  id!: string;

  /** The recommendation it builds on. */
  @Property({ type: "text" })
  recommendationId!: string;

  @Property({ type: "json" })
  title!: LanguageMap;

  @Field(() => String, { name: "title" })
  titleIn(@LangArg() lang: Language | null | undefined, @Ctx() { languages }: PartnerContext): string {
    return pickText(this.title, lang, languages);
  }

  @Property({ type: "json" })
  objective!: LanguageMap;

  @Field(() => String, { name: "objective" })
  objectiveIn(@LangArg() lang: Language | null | undefined, @Ctx() { languages }: PartnerContext): string {
    return pickText(this.objective, lang, languages);
  }

  @Field(() => Int, { nullable: true, description: "In euro." })
  @Property({ type: "integer", nullable: true })
  budget!: number | null;

  @Field(() => DateScalar, { nullable: true, description: "Null: not stated." })
  @Property({ type: "date", nullable: true })
  startsOn!: string | null;

  @Field(() => DateScalar, { nullable: true })
  @Property({ type: "date", nullable: true })
  endsOn!: string | null;

  @Property({ type: "json" })
  awardCriteria!: LanguageMap[];

  @Field(() => [String], { name: "awardCriteria", description: "What tenders were judged on." })
  awardCriteriaIn(@LangArg() lang: Language | null | undefined, @Ctx() { languages }: PartnerContext): string[] {
    return this.awardCriteria.map((each) => pickText(each, lang, languages));
  }

  @Field(() => [String], { description: "Who carries it out, the leading organisation first." })
  @Property({ type: ArrayType })
  contractors!: string[];

  @Property({ type: "json" })
  targetGroups!: LanguageMap[];

  @Field(() => [String], { name: "targetGroups" })
  targetGroupsIn(@LangArg() lang: Language | null | undefined, @Ctx() { languages }: PartnerContext): string[] {
    return this.targetGroups.map((each) => pickText(each, lang, languages));
  }

  @Property({ type: ArrayType })
  themeCodes!: string[];

  @Field(() => [ThemeReference], { name: "themes" })
  themeReferences(): ThemeReference[] {
    return references(this.themeCodes);
  }
}
