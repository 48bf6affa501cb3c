import type { FuzzyDateInput, FuzzyDateValue, LanguageMap, RecordKind } from "@segpol/schema";
import type {
  AssessmentSeed,
  EventSeed,
  FollowUpSeed,
  LegitimacyIndicatorSeed,
  MeasureSeed,
  ObservationSeed,
  RecommendationSeed,
  ResponseSeed,
} from "./seed.js";

/** A seed's shape as somebody types it: dates without the days that are worked out from them. */
type Typed<T> = T extends FuzzyDateValue
  ? FuzzyDateInput
  : T extends LanguageMap
    ? T
    : T extends readonly (infer U)[]
      ? readonly Typed<U>[]
      : T extends object
        ? { [K in keyof T]: Typed<T[K]> }
        : T;

export type EventInput = Typed<Omit<EventSeed, "id">>;
export type RecommendationInput = Typed<Omit<RecommendationSeed, "id">>;
export type LegitimacyIndicatorInput = Typed<Omit<LegitimacyIndicatorSeed, "id">>;
export type MeasureInput = Typed<MeasureSeed>;
export type ResponseInput = Typed<ResponseSeed>;
/** The id may be left out: it is made then. */
export type FollowUpInput = Typed<Omit<FollowUpSeed, "id">> & { id?: string };
/** The id may be left out: it is made then. */
export type AssessmentInput = Typed<Omit<AssessmentSeed, "id">> & { id?: string };
export type ObservationInput = Typed<ObservationSeed>;

/** The input of a record of any kind, as names and values: what is written, audited and compared. */
export type RecordInput = Readonly<Record<string, unknown>>;

/** Rows that are only ever appended, by the field they stand in. */
export const APPENDED_FIELDS = ["responses", "followUps", "assessments", "observations"] as const;
export type AppendedField = (typeof APPENDED_FIELDS)[number];

/** Which appended rows a kind of record has. */
export const APPENDED_OF: Readonly<Record<RecordKind, readonly AppendedField[]>> = {
  Event: [],
  Publication: [],
  Recommendation: ["responses", "followUps", "assessments"],
  LegitimacyIndicator: ["observations"],
};
