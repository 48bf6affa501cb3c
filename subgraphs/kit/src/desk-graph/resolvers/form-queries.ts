import type { Language } from "@segpol/schema";
import { EdtfError, edtfBounds } from "@segpol/schema/values";
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { dateInWords } from "../../model/checks/date-in-words.js";
import type { RecordModel } from "../../model/model.js";
import { LanguageEnum } from "../../vocabulary/language-enum.js";
import { objectType } from "../types/desk-type.js";
import { describeModel, RecordModelType } from "../types/model-types.js";
import { TypedDate } from "../types/typed-scalars.js";
import { requireReader } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";

const DateBounds = objectType("DateBounds", "What a date in figures means.", {
  earliest: { type: () => TypedDate, description: "First day that it may be; null: its beginning is open." },
  latest: { type: () => TypedDate, description: "Last day that it may be; null: its end is open." },
  problem: { type: () => String, description: "Why it is no date; null: it is one." },
  text: { type: () => String, description: "Its words in Dutch, where the desk makes them; null: somebody has to." },
});

/** What forms need to know beside the records: what these are made of, and what a date means while it is typed. */
export function createFormQueries(model: RecordModel): new () => object {
  @Resolver()
  class FormQueries {
    @Query(() => RecordModelType, {
      description: "What records are made of: a form that goes by it has a field as soon as the model has it.",
    })
    recordModel(
      @Arg("language", () => LanguageEnum, { description: "Of the labels." }) language: Language,
      @Ctx() context: DeskContext,
    ): object {
      requireReader(context);
      const { partner, files } = context;
      const maxFileBytes = files.areKept ? files.maxBytes : undefined;
      return describeModel(model, language, (kind) => partner.classes[kind] !== undefined, maxFileBytes);
    }

    @Query(() => DateBounds, { description: "What a date in figures means, while it is typed." })
    dateBounds(
      @Arg("edtf", () => String, { description: "2022-03-16, 2022-04-XX, 2022-03/2022-10." }) edtf: string,
      @Ctx() context: DeskContext,
    ): object {
      requireReader(context);
      try {
        const { earliest, latest } = edtfBounds(edtf);
        const words = dateInWords(edtf)["NL"];
        return { earliest, latest, problem: null, text: words === edtf ? null : words };
      } catch (error) {
        if (!(error instanceof EdtfError)) throw error;
        return { earliest: null, latest: null, problem: error.message, text: null };
      }
    }
  }
  return FormQueries;
}
