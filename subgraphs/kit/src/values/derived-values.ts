import "reflect-metadata";
import {
  bodyOf,
  type Derivation,
  labelOf,
  type Language,
  type LanguageMap,
  localizedText,
  pickText,
  DateTimeScalar,
  eventTimes,
  type FuzzyDateValue,
} from "@segpol/schema";
import { Ctx, Directive, Field, ID, ObjectType } from "type-graphql";
import { LanguageEnum } from "../vocabulary/language-enum.js";
import { LangArg } from "./lang-arg.js";
import type { LanguageContext } from "./language-context.js";

/** The contract's LocalizedText. */
@ObjectType("LocalizedText", { simpleResolvers: true })
@Directive("@shareable")
export class LocalizedText {
  @Field(() => String)
  value!: string;

  @Field(() => LanguageEnum)
  language!: Language;

  @Field(() => Boolean)
  original!: boolean;
}

/** The contract's Body. */
@ObjectType("Body", { simpleResolvers: true })
@Directive("@shareable")
export class Body {
  @Field(() => ID)
  id!: string;

  name!: LanguageMap;

  @Field(() => String, { name: "name" })
  nameIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string {
    return pickText(this.name, lang, context.languages);
  }
}

/** How a field that follows from another is answered. */
export interface DerivedReader {
  readonly type: object;
  readonly inLanguage: boolean;
  read(value: unknown, lang: Language | null | undefined, languages: readonly Language[]): unknown;
}

/** Answers a field by what it follows from. */
export function derivedReader(by: Derivation): DerivedReader {
  switch (by) {
    case "text":
      return {
        type: LocalizedText,
        inLanguage: true,
        read: (map, lang, languages) => localizedText(map as LanguageMap, lang, languages),
      };
    case "body":
      return { type: Body, inLanguage: false, read: (name) => bodyOf(String(name)) };
    case "start":
    case "end":
      return {
        type: DateTimeScalar,
        inLanguage: false,
        read: (date) => eventTimes((date as FuzzyDateValue).edtf)[by],
      };
    default:
      return {
        type: String,
        inLanguage: true,
        read: (word, lang, languages) => {
          const label = labelOf(by, String(word));
          return label ? pickText(label, lang, languages) : null;
        },
      };
  }
}
