import type { LanguageContext } from "../values/language-context.js";
import type { RecordLoaders } from "./record-loaders.js";

/** What the fields of records need to know of a request. */
export interface RecordContext extends LanguageContext {
  readonly partner: { readonly code: string };
  readonly loaders: RecordLoaders;
  /** The day of the request in Belgium, YYYY-MM-DD: what is due before it is overdue. */
  readonly today: string;
}
