/**
 * The closed lists of the contract, as types and as values. Each list is an object of which every key equals its value,
 * so that `EventKind.ROUND_TABLE` and `"ROUND_TABLE"` are the same thing in TypeScript, in the database and in GraphQL.
 */
function listOf<const T extends string>(...values: readonly T[]): { readonly [K in T]: K } {
  return Object.fromEntries(values.map((value) => [value, value])) as { [K in T]: K };
}

type ValueOf<T> = T[keyof T];

/** Who may see a record. */
export const Visibility = listOf("PUBLIC", "PARTNERS", "CABINET");
export type Visibility = ValueOf<typeof Visibility>;

/** Whether a source states a date, or somebody worked it out. */
export const DateBasis = listOf("STATED", "INFERRED");
export type DateBasis = ValueOf<typeof DateBasis>;

/** What sort of thing takes place. */
export const EventKind = listOf(
  "PLENARY",
  "SERIES",
  "ROUND_TABLE",
  "STUDY_DAY",
  "SEMINAR",
  "WORKSHOP",
  "EXCHANGE_DAY",
  "TRAINING",
  "OTHER",
);
export type EventKind = ValueOf<typeof EventKind>;

/** Whether an event goes ahead, as in iCalendar. */
export const EventStatus = listOf("TENTATIVE", "CONFIRMED", "CANCELLED");
export type EventStatus = ValueOf<typeof EventStatus>;

/** Where people take part in an event. */
export const AttendanceMode = listOf("OFFLINE", "ONLINE", "MIXED", "UNKNOWN");
export type AttendanceMode = ValueOf<typeof AttendanceMode>;

/** Whether people can register for an event. */
export const RegistrationState = listOf("TO_BE_ANNOUNCED", "OPEN", "CLOSED", "NOT_REQUIRED");
export type RegistrationState = ValueOf<typeof RegistrationState>;

/** What sort of text a publication is. */
export const PublicationType = listOf("REPORT", "MEMORANDUM", "PRESENTATION", "CIRCULAR", "DOSSIER", "NEWS", "OTHER");
export type PublicationType = ValueOf<typeof PublicationType>;

/** Advice to others, or a promise of one's own. */
export const RecommendationKind = listOf("RECOMMENDATION", "COMMITMENT");
export type RecommendationKind = ValueOf<typeof RecommendationKind>;

/** How far a recommendation or a measure is. */
export const ImplementationStatus = listOf("NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE");
export type ImplementationStatus = ValueOf<typeof ImplementationStatus>;

/** Whether a recommendation is still followed up, and how it ended if not. */
export const Closure = listOf(
  "OPEN",
  "CLOSED_IMPLEMENTED",
  "CLOSED_NOT_IMPLEMENTED",
  "NO_LONGER_RELEVANT",
  "COULD_NOT_BE_VERIFIED",
);
export type Closure = ValueOf<typeof Closure>;

/** What an addressee answered to a recommendation. */
export const ResponseValue = listOf("SUPPORTED", "SUPPORTED_IN_PART", "DECLINED", "NO_RESPONSE");
export type ResponseValue = ValueOf<typeof ResponseValue>;

/** How far an observation can be relied upon. */
export const ObservationStatus = listOf("NORMAL", "PROVISIONAL", "ESTIMATED", "INCONSISTENT");
export type ObservationStatus = ValueOf<typeof ObservationStatus>;

/** Which way an indicator should move. */
export const Direction = listOf("HIGHER_IS_BETTER", "LOWER_IS_BETTER", "NEUTRAL");
export type Direction = ValueOf<typeof Direction>;

/** What a link from one record to another means, seen from the record that has it. */
export const LINK_RELATIONS = [
  "series",
  "event",
  "publication",
  "recommendation",
  "legitimacyIndicator",
  "supersedes",
  "followsUp",
  "related",
] as const;
export type LinkRelation = (typeof LINK_RELATIONS)[number];
