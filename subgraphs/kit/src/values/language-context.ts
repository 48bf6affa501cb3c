import type { Language } from "@segpol/schema";

/** What a text needs to know of a request, to be given in the language that is wanted. */
export interface LanguageContext {
  /** Languages of the request's Accept-Language, the most wanted first. */
  readonly languages: readonly Language[];
}
