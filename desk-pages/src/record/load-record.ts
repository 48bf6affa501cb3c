import { Record as RecordQuery } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { graphLanguage } from "../shared/graph-language.js";
import { notFound } from "../shared/not-found.js";

/** The record that a page's address names, with what its kind is made of. @throws the answer 404 */
export async function loadRecord(args: PageArgs) {
  const id = args.params["id"] ?? "";
  const { record, ...model } = await ask(args, RecordQuery, { id, language: graphLanguage(languageOf(args)) });
  if (!record) throw notFound();
  return { record, model };
}
