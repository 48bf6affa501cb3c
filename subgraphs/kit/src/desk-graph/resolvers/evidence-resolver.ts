import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { decodeBase64 } from "../../exchange/file/decode-base64.js";
import { FILES_PATH, tooLarge } from "../../files/record-files.js";
import { KeepEvidencePayload } from "../types/file-types.js";
import { requireEditor } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";
import { shown } from "./exchange-resolver.js";

/** Files that show what follow-ups say. */
@Resolver()
export class EvidenceResolver {
  @Mutation(() => KeepEvidencePayload, {
    description:
      "Keeps a file that shows what a follow-up says, and gives the address for the evidence's url. Readers get the file once a follow-up names that, by the visibility of the recommendation; until then the desk alone does, and after a week without a follow-up it is removed. The same file given again is kept once.",
  })
  async keepEvidence(
    @Arg("recommendation", () => ID, { description: "The record that it belongs to." }) recordId: string,
    @Arg("name", () => String, { description: "Its name; the ending has to be that of its content." }) name: string,
    @Arg("content", () => String, { description: "Its content, in Base64." }) content: string,
    @Ctx() context: DeskContext,
  ): Promise<object> {
    requireEditor(context);
    const { files, origin } = context;
    try {
      const least = Math.floor(content.replaceAll(/[\s=]/g, "").length * 0.75);
      if (least > files.maxBytes) throw tooLarge(files.maxBytes, least);
      const bytes = content === "" ? new Uint8Array() : decodeBase64(content, files);
      const { id, ...file } = await files.keep({ recordId, name, content: bytes });
      return { file: { ...file, url: `${origin()}${FILES_PATH}${id}` } };
    } catch (error) {
      return { error: shown(error) };
    }
  }
}
