import { Entity, Property } from "@mikro-orm/decorators/legacy";
import {
  EventRecord,
  type EventSeed,
  LangArg,
  type Language,
  type LanguageMap,
  type PartnerContext,
  pickText,
} from "@segpol/kit";
import { Ctx, Directive, Field, ObjectType } from "type-graphql";

/** Seed values in addition to the standard ones. */
export interface AdvpEventSeed extends EventSeed {
  chair?: LanguageMap;
}

/** A plenary event of the States General. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "event" })
export class AdvpEvent extends EventRecord {
  @Property({ type: "json", nullable: true })
  chair!: LanguageMap | null;

  @Field(() => String, { name: "chair", nullable: true, description: "Who chairs it. Null: not stated." })
  chairIn(@LangArg() lang: Language | null | undefined, @Ctx() { languages }: PartnerContext): string | null {
    return this.chair && pickText(this.chair, lang, languages);
  }
}
