import type { Language } from "@segpol/schema";
import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql";
import { LanguageEnum } from "../../vocabulary/language-enum.js";
import type { DeskContext } from "./desk-context.js";
import type { DeskGraph } from "../types/desk-graph.js";
import { carryOut, WriteOptions } from "./write-options.js";

@InputType("TranslationInput", { description: "One text of a record in one language." })
class TranslationInput {
  @Field(() => String, {
    description: "Where the text stands in the record, as its `texts` say: title, topics.0, measures.0.text.",
  })
  field!: string;

  @Field(() => LanguageEnum, { description: "The language to set." })
  language!: Language;

  @Field(() => String, {
    nullable: true,
    description: "The text; null removes the language; left out, the text stays as it is.",
  })
  text?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: from now on this is the language the text was first written in.",
  })
  original?: boolean | null;
}

/** Mutations of single texts and links of records of any kind. */
export function createTextAndLinkMutations(graph: DeskGraph): new () => object {
  @Resolver()
  class TextAndLinkMutations {
    @Mutation(() => graph.payloads.any, {
      description:
        "Sets single languages of single texts and leaves the others alone. Texts of follow-ups, responses, assessments and observations are never changed.",
    })
    translateRecord(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("translations", () => [TranslationInput], { description: "What to set." }) translations: TranslationInput[],
      @Arg("version", () => Int, { description: "The version that was read; another one is VERSION_CONFLICT." })
      version: number,
      @Arg("id", () => ID, { description: "The record." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      const input = translations.map(({ field, language, text, original }) => ({
        field,
        language,
        text,
        original,
      }));
      return carryOut(graph, context, { action: "translate", id, version, input }, options);
    }

    @Mutation(() => graph.payloads.any, { description: "Adds a link to a record of any partner." })
    linkRecord(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("to", () => ID, { description: "The record to link to." }) to: string,
      @Arg("rel", () => String, { description: "What the link means; see Link.rel." }) rel: string,
      @Arg("version", () => Int, { description: "The version that was read; another one is VERSION_CONFLICT." })
      version: number,
      @Arg("id", () => ID, { description: "The record that gets the link." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      return carryOut(graph, context, { action: "link", id, version, input: { rel, id: to } }, options);
    }

    @Mutation(() => graph.payloads.any, { description: "Removes a link." })
    unlinkRecord(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("to", () => ID, { description: "The record that it leads to." }) to: string,
      @Arg("rel", () => String, { description: "What it means; see Link.rel." }) rel: string,
      @Arg("version", () => Int, { description: "The version that was read; another one is VERSION_CONFLICT." })
      version: number,
      @Arg("id", () => ID, { description: "The record that has the link." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      return carryOut(graph, context, { action: "unlink", id, version, input: { rel, id: to } }, options);
    }
  }
  return TextAndLinkMutations;
}
