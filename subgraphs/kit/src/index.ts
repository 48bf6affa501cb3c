export { fuzzyDate, recordId } from "@segpol/schema";
export type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
export * from "./records/vocabulary.js";
export type * from "./records/seed.js";
export { frNl, nlFr } from "./records/texts.js";
