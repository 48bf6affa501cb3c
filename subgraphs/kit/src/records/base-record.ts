import { ArrayType, type Opt } from "@mikro-orm/core";
import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { DateTimeScalar, parseRecordId, pickText, UrlScalar } from "@segpol/schema";
import type { Language, LanguageMap } from "@segpol/schema";
import { Ctx, Field, ID, Int, ObjectType } from "type-graphql";
import type { RecordContext } from "./record-context.js";
import { LanguageEnum } from "../vocabulary/language-enum.js";
import { RecordLink, RecordText } from "../values/harvest.js";
import { LegitimacyCriterionReference, PartnerReference, references, ThemeReference } from "../values/references.js";
import { Provenance } from "../values/source-values.js";
import { LangArg } from "../values/value-type.js";
import type { LinkValue, ProvenanceValue } from "../model/seed.js";
import { languagesIn, textsIn } from "./text-walk.js";
import { Visibility } from "../vocabulary/vocabulary.js";

/**
 * What records of all kinds have. A property holds what is stored; where a client asks for it in a language, a method ending
 * in `In` answers under the contract's name.
 */
@ObjectType("BaseRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class BaseRecord {
  @Field(() => ID)
  @PrimaryKey({ type: "text" })
  id!: string;

  @Field(() => PartnerReference, { name: "partner" })
  keptBy(@Ctx() context: RecordContext): PartnerReference {
    return { code: context.partner.code };
  }

  @Property({ type: "json" })
  title!: LanguageMap;

  @Field(() => String, { name: "title" })
  titleIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string {
    return pickText(this.title, lang, context.languages);
  }

  @Property({ type: "json", nullable: true })
  summary!: LanguageMap | null;

  @Field(() => String, { name: "summary", nullable: true })
  summaryIn(@LangArg() lang: Language | null | undefined, @Ctx() context: RecordContext): string | null {
    return pickOptional(this.summary, lang, context);
  }

  @Field(() => [LanguageEnum], { name: "languages" })
  async languagesOfTexts(@Ctx() context: RecordContext): Promise<Language[]> {
    return languagesIn(this.title, await this.allTexts(context));
  }

  @Property({ type: ArrayType })
  themes!: string[];

  @Field(() => [ThemeReference], { name: "themes" })
  themeReferences(): ThemeReference[] {
    return references(this.themes);
  }

  @Property({ type: ArrayType })
  criteria!: string[];

  @Field(() => [LegitimacyCriterionReference], { name: "criteria" })
  criterionReferences(): LegitimacyCriterionReference[] {
    return references(this.criteria);
  }

  @Field(() => Visibility)
  @Property({ type: "text" })
  visibility!: Visibility;

  @Field(() => UrlScalar, { nullable: true })
  @Property({ type: "text", nullable: true })
  url!: string | null;

  /** Counted by the database: 1 at first, one more with each transaction that changes the record or its rows. */
  @Field(() => Int)
  @Property({ type: "integer", nullable: true })
  version!: number;

  /** Set by the database with each change of the version. */
  @Field(() => DateTimeScalar)
  @Property({ type: "datetime", nullable: true })
  updatedAt!: Date;

  @Field(() => Provenance, { nullable: true })
  @Property({ type: "json", nullable: true })
  provenance!: ProvenanceValue | null;

  @Property({ type: "json" })
  links!: LinkValue[];

  @Field(() => [RecordLink], { name: "_links" })
  async outgoingLinks(@Ctx() { partner, loaders }: RecordContext): Promise<LinkValue[]> {
    const shown = await Promise.all(
      this.links.map(async ({ id }) => parseRecordId(id)?.partner !== partner.code || loaders.linkable.load(id)),
    );
    return this.links.filter((_link, index) => shown[index]);
  }

  /** Set: the record has not left its owner's desk, whatever its visibility says. Clients never get it. */
  @Property({ type: "boolean", default: false })
  draft!: Opt<boolean>;

  /** Set: the record is gone for clients, and a tombstone in the change feed. */
  @Property({ type: "datetime", nullable: true })
  withdrawnAt!: Date | null;

  @Field(() => [RecordText], { name: "_texts" })
  async allTexts(@Ctx() context: RecordContext): Promise<RecordText[]> {
    return textsIn(await this.content(context));
  }

  /** All values of the record in which a text can stand: its columns, and what a kind adds from other tables. */
  protected async content(_context: RecordContext): Promise<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this));
  }
}

/** The text to show of one that may not be there. */
export function pickOptional(
  text: LanguageMap | null | undefined,
  lang: Language | null | undefined,
  context: RecordContext,
): string | null {
  return text ? pickText(text, lang, context.languages) : null;
}
