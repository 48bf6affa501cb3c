import { DateScalar, EdtfScalar, pickText } from "@segpol/schema";
import type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field } from "type-graphql";
import type { LanguageContext } from "./language-context.js";
import { DateBasis } from "../vocabulary/vocabulary.js";
import { LangArg, ValueType } from "./value-type.js";

/** The contract's FuzzyDate, over the value that `fuzzyDate` makes. */
@ValueType("FuzzyDate")
export class FuzzyDate implements FuzzyDateValue {
  text!: LanguageMap;

  @Field(() => String, { name: "text" })
  textIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string {
    return pickText(this.text, lang, context.languages);
  }

  @Field(() => EdtfScalar)
  edtf!: string;

  @Field(() => DateScalar)
  earliest!: string;

  @Field(() => DateScalar, { nullable: true })
  latest!: string | null;

  @Field(() => DateBasis)
  basis!: DateBasis;
}
