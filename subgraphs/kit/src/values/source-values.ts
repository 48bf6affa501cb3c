import { DateScalar, UrlScalar } from "@segpol/schema";
import type { Language } from "@segpol/schema";
import { Field, Int } from "type-graphql";
import type { DocumentValue, ProvenanceValue } from "../model/seed.js";
import { LanguageEnum } from "../vocabulary/language-enum.js";
import { ValueType } from "./value-type.js";

/** The contract's Provenance. */
@ValueType("Provenance")
export class Provenance implements ProvenanceValue {
  @Field(() => String)
  document!: string;

  @Field(() => String, { nullable: true })
  locator?: string;

  @Field(() => UrlScalar, { nullable: true })
  url?: string;

  @Field(() => DateScalar, { nullable: true })
  retrievedAt?: string;
}

/** The contract's Document. */
@ValueType("Document")
export class Document implements DocumentValue {
  @Field(() => UrlScalar)
  url!: string;

  @Field(() => LanguageEnum)
  language!: Language;

  @Field(() => String)
  mediaType!: string;

  @Field(() => Int, { nullable: true })
  bytes?: number;

  @Field(() => String, { nullable: true })
  sha256?: string;
}
