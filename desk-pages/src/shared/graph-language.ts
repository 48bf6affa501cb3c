import type { PageLanguage } from "@segpol/page-base/language";
import type { Language } from "../generated/operations.js";

/** A page's language as the graph writes it. */
export function graphLanguage(language: PageLanguage): Language {
  return language.toUpperCase() as Language;
}
