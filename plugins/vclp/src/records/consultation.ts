import {
  FuzzyDate,
  type FuzzyDateValue,
  LangArg,
  type Language,
  type LanguageMap,
  type PartnerContext,
  pickText,
} from "@segpol/kit";
import { Ctx, Field, Int, ObjectType } from "type-graphql";

/** Stored form of a memorandum's consultation. */
export interface ConsultationValue {
  domains: readonly LanguageMap[];
  themeCount: number;
  recommendationCount: number;
  conference: FuzzyDateValue;
  seminar: FuzzyDateValue;
  survey: FuzzyDateValue;
  assemblies: readonly FuzzyDateValue[];
}

/** The consultation for a memorandum. */
@ObjectType({ description: "How a memorandum came about: what was worked on, and when." })
export class VclpConsultation {
  domains!: readonly LanguageMap[];

  @Field(() => [String], { name: "domains", description: "The fields of work it started from." })
  domainsIn(@LangArg() lang: Language | null | undefined, @Ctx() context: PartnerContext): string[] {
    return this.domains.map((domain) => pickText(domain, lang, context.languages));
  }

  @Field(() => Int, { description: "How many themes for reflection the domains gave." })
  themeCount!: number;

  @Field(() => Int, {
    description: "How many recommendations were collected, before they were ranked and brought together.",
  })
  recommendationCount!: number;

  @Field(() => FuzzyDate, { description: "Conference of the chiefs of police." })
  conference!: FuzzyDateValue;

  @Field(() => FuzzyDate, { description: "Strategic seminar of the Permanent Commission." })
  seminar!: FuzzyDateValue;

  @Field(() => FuzzyDate, { description: "Survey in which the chiefs of police ranked the recommendations." })
  survey!: FuzzyDateValue;

  @Field(() => [FuzzyDate], { description: "General assemblies that settled the outcome." })
  assemblies!: readonly FuzzyDateValue[];
}
