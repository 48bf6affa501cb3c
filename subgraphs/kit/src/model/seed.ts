import type { FuzzyDateValue, Language, LanguageMap } from "@segpol/schema";
import type {
  AttendanceMode,
  Closure,
  Direction,
  EventKind,
  EventStatus,
  ImplementationStatus,
  LinkRelation,
  ObservationStatus,
  PublicationType,
  RecommendationKind,
  RegistrationState,
  ResponseValue,
  Visibility,
} from "./vocabulary.js";

/** Where a record was taken from. `retrievedAt` is a calendar date, YYYY-MM-DD. */
export interface ProvenanceValue {
  document: string;
  locator?: string;
  url?: string;
  retrievedAt?: string;
}

/** A place in `country` (ISO 3166-1 alpha-2); `nisCode` is the five-digit code valid at the time. */
export interface PlaceValue {
  name: string;
  country: string;
  nisCode?: string;
}

/** How many people an event takes: in all (`min`, `max`), and in how many groups of what size. */
export interface CapacityValue {
  groups?: number;
  groupMin?: number;
  groupMax?: number;
  min?: number;
  max?: number;
}

/** How people register for an event; dates are calendar dates, YYYY-MM-DD. */
export interface RegistrationValue {
  state: RegistrationState;
  url?: string;
  opensOn?: string;
  closesOn?: string;
  contact?: string;
}

/** A file of a publication; `sha256` in lower-case hexadecimal. */
export interface DocumentValue {
  url: string;
  language: Language;
  mediaType: string;
  bytes?: number;
  sha256?: string;
}

/** Rank among the source's own priorities; 1 is the highest of `of`. */
export interface PriorityValue {
  rank: number;
  of: number;
  method?: LanguageMap;
}

/** What shows that something was done. */
export interface EvidenceValue {
  type: string;
  description: LanguageMap;
  url?: string;
  sha256?: string;
}

/** What an observation is broken down by. */
export interface DimensionValue {
  name: string;
  value: string;
}

/** The value an indicator should reach, and when. */
export interface TargetValue {
  value: number;
  period: FuzzyDateValue;
}

/** A link to a record of any partner, by id. */
export interface LinkValue {
  rel: LinkRelation;
  id: string;
}

/** What the seeds of all kinds of record have. What the source does not say is left out. */
export interface RecordSeed {
  /** `recordId(code, kind, slug)`: never changed, never used again. */
  id: string;
  title: LanguageMap;
  summary?: LanguageMap;
  /** Codes of themes; empty by default. */
  themes?: readonly string[];
  /** Codes of legitimacy criteria; empty by default. */
  criteria?: readonly string[];
  /** PUBLIC by default. */
  visibility?: Visibility;
  /** The record's own page at the partner. */
  url?: string;
  provenance?: ProvenanceValue;
  links?: readonly LinkValue[];
}

export interface EventSeed extends RecordSeed {
  kind: EventKind;
  /** CONFIRMED by default. */
  status?: EventStatus;
  date?: FuzzyDateValue;
  place?: PlaceValue;
  /** UNKNOWN by default. */
  attendance?: AttendanceMode;
  /** Codes of partners, the owner first; the owner alone by default. */
  organisers?: readonly string[];
  topics?: readonly LanguageMap[];
  topicsOpen?: boolean;
  speakers?: readonly string[];
  capacity?: CapacityValue;
  registration?: RegistrationValue;
  livestream?: string;
}

export interface PublicationSeed extends RecordSeed {
  type: PublicationType;
  date?: FuzzyDateValue;
  documents?: readonly DocumentValue[];
}

/** A step of a recommendation. `ref` is unique within the recommendation; `weight` is 1 by default. */
export interface MeasureSeed {
  ref: string;
  text: LanguageMap;
  weight?: number;
  measures?: readonly MeasureSeed[];
}

export interface ResponseSeed {
  body: string;
  value: ResponseValue;
  reason?: LanguageMap;
  date?: FuzzyDateValue;
}

/** What an actor says it did. `id` is unique within the partner; `measure` is a measure's `ref`. */
export interface FollowUpSeed {
  id: string;
  measure?: string;
  actor: string;
  action: LanguageMap;
  date: FuzzyDateValue;
  status: ImplementationStatus;
  evidence?: readonly EvidenceValue[];
}

/** What somebody other than the actor found. `id` is unique within the partner. */
export interface AssessmentSeed {
  id: string;
  measure?: string;
  assessor: string;
  status: ImplementationStatus;
  closure?: Closure;
  reason?: LanguageMap;
  date: FuzzyDateValue;
  nextReviewOn?: string;
}

export interface RecommendationSeed extends RecordSeed {
  /** RECOMMENDATION by default. */
  kind?: RecommendationKind;
  ref?: string;
  goal?: LanguageMap;
  context?: LanguageMap;
  addressees?: readonly string[];
  priority?: PriorityValue;
  /** Calendar date, YYYY-MM-DD. */
  dueOn?: string;
  measures?: readonly MeasureSeed[];
  responses?: readonly ResponseSeed[];
  followUps?: readonly FollowUpSeed[];
  assessments?: readonly AssessmentSeed[];
}

/** One measured value. `status` is NORMAL by default; INCONSISTENT is worked out when it is read. */
export interface ObservationSeed {
  period: FuzzyDateValue;
  value: number;
  numerator?: number;
  denominator?: number;
  sampleSize?: number;
  status?: ObservationStatus;
  note?: LanguageMap;
  dimensions?: readonly DimensionValue[];
}

export interface LegitimacyIndicatorSeed extends RecordSeed {
  /** Code of the main criterion. */
  criterion?: string;
  unit?: string;
  /** NEUTRAL by default. */
  direction?: Direction;
  territory?: string;
  baseline?: ObservationSeed;
  target?: TargetValue;
  method?: LanguageMap;
  population?: LanguageMap;
  frequency?: string;
  limitations?: LanguageMap;
  observations?: readonly ObservationSeed[];
}
