/**
 * What a record may hold at most. One set for the desk, imports and seeds, for what the kit serves and for what the hub indexes:
 * what an owner can write, the hub can take. docs/protocol.md lists them.
 */
export const RECORD_LIMITS = {
  /** Characters (UTF-16 units) of a text. */
  text: 20_000,
  /** Characters of an http or https address. */
  url: 2_000,
  /** Characters of an id, a code or a reference within a record. */
  id: 500,
  /** Entries of a list that {@link LIST_LIMITS} does not name. */
  entries: 200,
  /** Levels of measures within measures. */
  measureLevels: 10,
  /** Measures of a recommendation, on all levels together. */
  measures: 1_000,
  /** Links that a record names. */
  links: 500,
  /** Bytes of a record as its owner keeps it: canonical JSON in UTF-8. */
  bytes: 1_000_000,
  /** Bytes of a record as the hub reads it: with texts by language, progress and bounds of dates, which are worked out from it. */
  harvestedBytes: 4_000_000,
} as const;

/** Entries of the contract's lists by type and field; of measures: those directly below one. */
const LIST_LIMITS: Readonly<Record<string, number>> = {
  "Recommendation.measures": 500,
  "Measure.measures": 500,
  "Recommendation.responses": 5_000,
  "Recommendation.followUps": 5_000,
  "Recommendation.assessments": 5_000,
  "ObservationConnection.nodes": 5_000,
  "ObservationConnection.edges": 5_000,
  "FollowUp.evidence": 100,
  "Observation.dimensions": 20,
};

/** How many entries a list of the contract may have. */
export function listLimit(type: string, field: string): number {
  return LIST_LIMITS[`${type}.${field}`] ?? RECORD_LIMITS.entries;
}
