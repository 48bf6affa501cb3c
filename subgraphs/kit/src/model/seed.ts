import type { z } from "zod";
import type { COMMON } from "./common.js";
import type { EVENT } from "./event.js";
import type { FieldTable } from "./field.js";
import type { INDICATOR } from "./indicator.js";
import type { PUBLICATION } from "./publication.js";
import type { RECOMMENDATION } from "./recommendation.js";
import type { ASSESSMENT, FOLLOW_UP, MeasureInput, OBSERVATION, RESPONSE } from "./row-types.js";
import type { Stored, Typed } from "./typed.js";
import type {
  CAPACITY,
  DIMENSION,
  DOCUMENT,
  EVIDENCE,
  LINK,
  PLACE,
  PRIORITY,
  PROVENANCE,
  REGISTRATION,
  TARGET,
} from "./value-objects.js";

type ValueOf<S extends { readonly schema: z.ZodType }> = Stored<z.infer<S["schema"]>>;
type SeedOf<F extends FieldTable> = Stored<Typed<F>>;

/** Where a record was taken from. `retrievedAt` is a calendar date, YYYY-MM-DD. */
export type ProvenanceValue = ValueOf<typeof PROVENANCE>;

/** A place in `country` (ISO 3166-1 alpha-2); `nisCode` is the five-digit code valid at the time. */
export type PlaceValue = ValueOf<typeof PLACE>;

/** How many people an event takes: in all (`min`, `max`), and in how many groups of what size. */
export type CapacityValue = ValueOf<typeof CAPACITY>;

/** How people register for an event; dates are calendar dates, YYYY-MM-DD. */
export type RegistrationValue = ValueOf<typeof REGISTRATION>;

/** A file of a publication; `sha256` in lower-case hexadecimal. */
export type DocumentValue = ValueOf<typeof DOCUMENT>;

/** Rank among the source's own priorities; 1 is the highest of `of`. */
export type PriorityValue = ValueOf<typeof PRIORITY>;

/** What shows that something was done. */
export type EvidenceValue = ValueOf<typeof EVIDENCE>;

/** What an observation is broken down by. */
export type DimensionValue = ValueOf<typeof DIMENSION>;

/** The value an indicator should reach, and when. */
export type TargetValue = ValueOf<typeof TARGET>;

/** A link to a record of any partner, by id. */
export type LinkValue = ValueOf<typeof LINK>;

/** What the seeds of all kinds of record have. What the source does not say is left out. */
export interface RecordSeed extends SeedOf<typeof COMMON> {
  /** `recordId(code, kind, slug)`: never changed, never used again. */
  id: string;
}

/** `organisers` begins with the owner, who is alone by default; `status` is CONFIRMED and `attendance` UNKNOWN by default. */
export interface EventSeed extends RecordSeed, SeedOf<typeof EVENT> {}

export interface PublicationSeed extends RecordSeed, SeedOf<typeof PUBLICATION> {}

/** A step of a recommendation. `ref` is unique within the recommendation; `weight` is 1 by default. */
export type MeasureSeed = Stored<MeasureInput>;

export type ResponseSeed = ValueOf<typeof RESPONSE>;

/** What an actor says it did. `id` is unique within the partner; `measure` is a measure's `ref`. */
export interface FollowUpSeed extends ValueOf<typeof FOLLOW_UP> {
  id: string;
}

/** What somebody other than the actor found. `id` is unique within the partner. */
export interface AssessmentSeed extends ValueOf<typeof ASSESSMENT> {
  id: string;
}

/** `kind` is RECOMMENDATION by default; `dueOn` is a calendar date, YYYY-MM-DD. */
export interface RecommendationSeed
  extends RecordSeed, Omit<SeedOf<typeof RECOMMENDATION>, "followUps" | "assessments"> {
  followUps?: readonly FollowUpSeed[];
  assessments?: readonly AssessmentSeed[];
}

/** One measured value. `status` is NORMAL by default; INCONSISTENT is worked out when it is read. */
export type ObservationSeed = ValueOf<typeof OBSERVATION>;

/** `criterion` is the code of the main criterion; `direction` is NEUTRAL by default. */
export interface LegitimacyIndicatorSeed extends RecordSeed, SeedOf<typeof INDICATOR> {}
