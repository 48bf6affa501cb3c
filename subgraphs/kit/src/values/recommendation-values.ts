import { DateScalar, pickText, UrlScalar } from "@segpol/schema";
import type { Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, Int } from "type-graphql";
import type { LanguageContext } from "./language-context.js";
import type { EvidenceValue, PriorityValue } from "../model/seed.js";
import { Closure, ImplementationStatus } from "../vocabulary/vocabulary.js";
import { LangArg, ValueType } from "./value-type.js";

/** The contract's Priority. */
@ValueType("Priority")
export class Priority implements PriorityValue {
  @Field(() => Int)
  rank!: number;

  @Field(() => Int)
  of!: number;

  method?: LanguageMap;

  @Field(() => String, { name: "method", nullable: true })
  methodIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string | null {
    return this.method ? pickText(this.method, lang, context.languages) : null;
  }
}

/** The contract's Progress. */
@ValueType("Progress")
export class Progress {
  @Field(() => ImplementationStatus)
  claimed!: ImplementationStatus;

  @Field(() => ImplementationStatus, { nullable: true })
  assessed!: ImplementationStatus | null;

  @Field(() => Closure)
  closure!: Closure;

  @Field(() => Boolean)
  overdue!: boolean;

  @Field(() => DateScalar, { nullable: true })
  lastFollowUpOn!: string | null;
}

/** The contract's Evidence. */
@ValueType("Evidence")
export class Evidence implements EvidenceValue {
  @Field(() => String)
  type!: string;

  description!: LanguageMap;

  @Field(() => String, { name: "description" })
  descriptionIn(@LangArg() lang: Language | null | undefined, @Ctx() context: LanguageContext): string {
    return pickText(this.description, lang, context.languages);
  }

  @Field(() => UrlScalar, { nullable: true })
  url?: string;

  @Field(() => String, { nullable: true })
  sha256?: string;
}
