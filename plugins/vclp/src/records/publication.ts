import { Entity, Property } from "@mikro-orm/decorators/legacy";
import { FuzzyDate, type FuzzyDateValue, PublicationRecord } from "@segpol/kit";
import { Directive, Field, ObjectType } from "type-graphql";
import { type ConsultationValue, VclpConsultation } from "./consultation.js";

/** A memorandum of the local police. Its references are added by ReferenceResolver. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "publication" })
export class VclpPublication extends PublicationRecord {
  @Field(() => FuzzyDate, { nullable: true, description: "The years it is for." })
  @Property({ type: "json", nullable: true })
  period!: FuzzyDateValue | null;

  @Field(() => VclpConsultation, { nullable: true, description: "How it came about." })
  @Property({ type: "json", nullable: true })
  consultation!: ConsultationValue | null;
}
