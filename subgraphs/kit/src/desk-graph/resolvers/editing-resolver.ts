import { DateTimeScalar, parseRecordId } from "@segpol/schema";
import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { objectType } from "../types/desk-type.js";
import { requireEditor } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";

const OtherEditor = objectType("OtherEditor", "Somebody else who is changing a record at this moment.", {
  name: { type: () => String, description: "What their token calls them; null: it does not." },
  isYou: { type: () => Boolean, required: true, description: "Whether it is the caller, in another window." },
  at: { type: () => DateTimeScalar, required: true, description: "When they said so last." },
});

/** Who is changing what at this moment. */
@Resolver()
export class EditingResolver {
  @Mutation(() => [OtherEditor], {
    description:
      "Says whether the caller is changing a record, which counts for half a minute, and tells who else is. Nothing is kept or logged of it.",
  })
  noteEditing(
    @Arg("id", () => ID, { description: "The record." }) id: string,
    @Arg("isChanging", () => Boolean, { description: "Whether something is typed that is not saved." })
    isChanging: boolean,
    @Arg("window", () => String, {
      description: "Tells windows apart: any text that no other has; 64 characters count.",
    })
    window: string,
    @Ctx() context: DeskContext,
  ): readonly object[] {
    const actor = requireEditor(context);
    const parts = parseRecordId(id);
    // Of other ids nobody here can say anything.
    if (parts?.partner !== context.partner.code) return [];
    return context.editing.note(id, actor, { window, isChanging });
  }
}
