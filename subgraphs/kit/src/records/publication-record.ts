import { Entity, Property } from "@mikro-orm/decorators/legacy";
import type { FuzzyDateValue } from "@segpol/schema";
import { Field, ObjectType } from "type-graphql";
import { FuzzyDate } from "../values/fuzzy-date.js";
import { Document } from "../values/source-values.js";
import { BaseRecord } from "./base-record.js";
import type { DocumentValue } from "../model/seed.js";
import { PublicationType } from "../vocabulary/vocabulary.js";

/** The contract's Publication. A partner's final class extends it and stands for table `publication`. */
@ObjectType("PublicationRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class PublicationRecord extends BaseRecord {
  @Field(() => PublicationType)
  @Property({ type: "text" })
  type!: PublicationType;

  @Field(() => FuzzyDate, { nullable: true })
  @Property({ type: "json", nullable: true })
  date!: FuzzyDateValue | null;

  @Field(() => [Document], { nullable: true })
  @Property({ type: "json", nullable: true })
  documents!: DocumentValue[] | null;
}
