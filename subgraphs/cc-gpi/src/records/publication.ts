import { ArrayType } from "@mikro-orm/core";
import { Entity, Property } from "@mikro-orm/decorators/legacy";
import {
  FuzzyDate,
  type FuzzyDateValue,
  LangArg,
  type Language,
  type LanguageMap,
  type PartnerContext,
  pickText,
  PublicationRecord,
  type PublicationSeed,
} from "@segpol/kit";
import { Ctx, Directive, Field, ObjectType } from "type-graphql";

/** Seed values in addition to the standard ones. */
export interface CcGpiPublicationSeed extends PublicationSeed {
  subtitle?: LanguageMap;
  authors?: readonly string[];
  period?: FuzzyDateValue;
}

/** A plan, study or report of the Integrated Police. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "publication" })
export class CcGpiPublication extends PublicationRecord {
  @Property({ type: "json", nullable: true })
  subtitle!: LanguageMap | null;

  @Field(() => String, { name: "subtitle", nullable: true })
  subtitleIn(@LangArg() lang: Language | null | undefined, @Ctx() { languages }: PartnerContext): string | null {
    return this.subtitle && pickText(this.subtitle, lang, languages);
  }

  @Field(() => [String], {
    nullable: true,
    description: "Persons and bodies, as the source names them. Null: not stated.",
  })
  @Property({ type: ArrayType, nullable: true })
  authors!: string[] | null;

  @Field(() => FuzzyDate, {
    nullable: true,
    description: "The years that a plan, programme or vision is about; `date` is when it appeared.",
  })
  @Property({ type: "json", nullable: true })
  period!: FuzzyDateValue | null;
}
