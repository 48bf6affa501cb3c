import "@segpol/schema/require-node";
import "reflect-metadata";
export { DateScalar, DateTimeScalar, fuzzyDate, pickText, recordId, UrlScalar } from "@segpol/schema";
export type { FuzzyDateInput, FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
export type { PartnerContext } from "./context/partner-context.js";
export { perRequest } from "./context/per-request.js";
export { definePartner } from "./define-partner.js";
export type { RecordClass, RecordClasses } from "./records/record-class.js";
export {
  type Partner,
  PartnerDefinitionError,
  type PartnerOptions,
  type PartnerSeed,
  type RecordRowsEntity,
} from "./partner/partner.js";
export { EventRecord } from "./records/event-record.js";
export { LegitimacyIndicatorRecord } from "./records/indicator-record.js";
export { PublicationRecord } from "./records/publication-record.js";
export { RecommendationRecord } from "./records/recommendation-record.js";
export type * from "./model/seed.js";
export { frNl, nlFr } from "./records/texts.js";
export * from "./vocabulary/vocabulary.js";
export { badInput } from "./errors/input-errors.js";
export { eraseRecord } from "./records/erase-record.js";
export { createPartnerServer, type PartnerServer, type PartnerServerOptions } from "./serving/partner-server.js";
export { type ReadyMessage, runPartner } from "./serving/run-partner.js";
export { rowsOf } from "./storage/loaders.js";
export type { NamedMigration } from "./partner/partner.js";
export { recordRowTriggers, type RecordRows } from "./storage/migrations/triggers.js";
export { FuzzyDate } from "./values/fuzzy-date.js";
export { LegitimacyCriterionReference, PartnerReference, references, ThemeReference } from "./values/references.js";
export { LangArg } from "./values/value-type.js";
