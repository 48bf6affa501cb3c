import { DateTimeScalar } from "@segpol/schema";
import type { Language } from "@segpol/schema";
import { Field, ID } from "type-graphql";
import type { LinkValue } from "../model/seed.js";
import { type LinkRelation, Visibility } from "../vocabulary/vocabulary.js";
import { LanguageEnum } from "../vocabulary/language-enum.js";
import { ValueType } from "./value-type.js";

/** The contract's RecordLink. */
@ValueType("RecordLink")
export class RecordLink implements LinkValue {
  @Field(() => String)
  rel!: LinkRelation;

  @Field(() => ID)
  id!: string;
}

/** The contract's RecordText. */
@ValueType("RecordText")
export class RecordText {
  @Field(() => String)
  field!: string;

  @Field(() => LanguageEnum)
  language!: Language;

  @Field(() => String)
  text!: string;

  @Field(() => Boolean)
  original!: boolean;
}

/** The contract's RecordChange. */
@ValueType("RecordChange")
export class RecordChange {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  type!: string;

  @Field(() => Boolean)
  withdrawn!: boolean;

  @Field(() => Boolean)
  erased!: boolean;

  @Field(() => Visibility, { nullable: true })
  visibility!: Visibility | null;
}

/** The contract's RecordChanges. */
@ValueType("RecordChanges")
export class RecordChanges {
  @Field(() => String)
  epoch!: string;

  @Field(() => [RecordChange])
  changes!: RecordChange[];

  @Field(() => String)
  cursor!: string;

  @Field(() => Boolean)
  hasMore!: boolean;

  @Field(() => DateTimeScalar)
  asOf!: Date;
}
