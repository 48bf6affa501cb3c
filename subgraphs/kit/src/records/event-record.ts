import { ArrayType } from "@mikro-orm/core";
import { Entity, Property } from "@mikro-orm/decorators/legacy";
import { pickText, UrlScalar } from "@segpol/schema";
import type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, ObjectType } from "type-graphql";
import type { RecordContext } from "./record-context.js";
import { Capacity, Place, Registration } from "../values/event-values.js";
import { FuzzyDate } from "../values/fuzzy-date.js";
import { PartnerReference, references } from "../values/references.js";
import { LangArg } from "../values/value-type.js";
import { BaseRecord } from "./base-record.js";
import type { CapacityValue, PlaceValue, RegistrationValue } from "../model/seed.js";
import { AttendanceMode, EventKind, EventStatus } from "../vocabulary/vocabulary.js";

/** The contract's Event. A partner's final class extends it and stands for table `event`. */
@ObjectType("EventRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class EventRecord extends BaseRecord {
  @Field(() => EventKind)
  @Property({ type: "text" })
  kind!: EventKind;

  @Field(() => EventStatus)
  @Property({ type: "text" })
  status!: EventStatus;

  @Field(() => FuzzyDate, { nullable: true })
  @Property({ type: "json", nullable: true })
  date!: FuzzyDateValue | null;

  @Field(() => Place, { nullable: true })
  @Property({ type: "json", nullable: true })
  place!: PlaceValue | null;

  @Field(() => AttendanceMode)
  @Property({ type: "text" })
  attendance!: AttendanceMode;

  @Property({ type: ArrayType })
  organisers!: string[];

  @Field(() => [PartnerReference], { name: "organisers" })
  organiserReferences(): PartnerReference[] {
    return references(this.organisers);
  }

  @Property({ type: "json", nullable: true })
  topics!: LanguageMap[] | null;

  @Field(() => [String], { name: "topics", nullable: true })
  topicsIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string[] | null {
    return this.topics?.map((topic) => pickText(topic, lang, context.languages)) ?? null;
  }

  @Field(() => Boolean, { nullable: true })
  @Property({ type: "boolean", nullable: true })
  topicsOpen!: boolean | null;

  @Field(() => [String], { nullable: true })
  @Property({ type: ArrayType, nullable: true })
  speakers!: string[] | null;

  @Field(() => Capacity, { nullable: true })
  @Property({ type: "json", nullable: true })
  capacity!: CapacityValue | null;

  @Field(() => Registration, { nullable: true })
  @Property({ type: "json", nullable: true })
  registration!: RegistrationValue | null;

  @Field(() => UrlScalar, { nullable: true })
  @Property({ type: "text", nullable: true })
  livestream!: string | null;
}
