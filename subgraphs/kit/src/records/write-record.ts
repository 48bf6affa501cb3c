import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import type { RecordClass } from "../partner.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Observation } from "../rows/observation.js";
import { Response } from "../rows/response.js";
import type {
  AssessmentSeed,
  FollowUpSeed,
  LegitimacyIndicatorSeed,
  MeasureSeed,
  ObservationSeed,
  RecommendationSeed,
  ResponseSeed,
} from "../model/seed.js";

type Values = Readonly<Record<string, unknown>>;

/** What may be left out of a record that is made, by kind. */
const DEFAULTS: Readonly<Record<RecordKind, (code: string) => Values>> = {
  Event: (code) => ({ status: "CONFIRMED", attendance: "UNKNOWN", organisers: [code] }),
  Publication: () => ({}),
  Recommendation: () => ({ kind: "RECOMMENDATION" }),
  LegitimacyIndicator: () => ({ direction: "NEUTRAL" }),
};
const COMMON_DEFAULTS: Values = { themes: [], criteria: [], visibility: "PUBLIC", draft: false, links: [] };

/** What goes into tables beside the record's own. */
const ROWS: ReadonlySet<string> = new Set(["measures", "responses", "followUps", "assessments", "observations"]);

/** The values of a record that stand in its own table. */
export function columnsOf(record: Values): Values {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !ROWS.has(name)));
}

/** The columns of a record that is made, with what was left out. */
export function newColumns(code: string, kind: RecordKind, record: Values): Values {
  return { ...COMMON_DEFAULTS, ...DEFAULTS[kind](code), ...columnsOf(record) };
}

/** Puts a record into its table, at once. The rows that belong to it are for `insertRowsOf`. */
export async function insertRecord(em: EntityManager, recordClass: RecordClass, columns: Values): Promise<void> {
  await em.insert(recordClass, columns);
}

/** Puts the rows of a record that is made into their tables; a kind without rows has none. */
export async function insertRowsOf(
  em: EntityManager,
  kind: RecordKind,
  record: Values & { id: string },
): Promise<void> {
  if (kind === "Recommendation") {
    const {
      id,
      measures = [],
      responses = [],
      followUps = [],
      assessments = [],
    } = record as unknown as RecommendationSeed;
    await insert(em, Measure, measureRows(measures, id, null));
    await insertResponses(em, id, responses);
    await insertFollowUps(em, id, followUps);
    await insertAssessments(em, id, assessments);
  }
  if (kind === "LegitimacyIndicator") {
    const { id, observations = [] } = record as unknown as LegitimacyIndicatorSeed;
    await insertObservations(em, id, observations);
  }
}

export async function insertResponses(
  em: EntityManager,
  recommendationId: string,
  rows: readonly ResponseSeed[],
): Promise<void> {
  await insert(
    em,
    Response,
    rows.map((row) => ({ reason: null, date: null, ...row, recommendationId })),
  );
}

export async function insertFollowUps(
  em: EntityManager,
  recommendationId: string,
  rows: readonly FollowUpSeed[],
): Promise<void> {
  await insert(
    em,
    FollowUp,
    rows.map((row) => ({ measure: null, evidence: [], ...row, recommendationId })),
  );
}

export async function insertAssessments(
  em: EntityManager,
  recommendationId: string,
  rows: readonly AssessmentSeed[],
): Promise<void> {
  const nothing = { measure: null, closure: null, reason: null, nextReviewOn: null };
  await insert(
    em,
    Assessment,
    rows.map((row) => ({ ...nothing, ...row, recommendationId })),
  );
}

export async function insertObservations(
  em: EntityManager,
  indicatorId: string,
  rows: readonly ObservationSeed[],
): Promise<void> {
  const nothing = {
    numerator: null,
    denominator: null,
    sampleSize: null,
    note: null,
    status: "NORMAL",
    dimensions: [],
  };
  await insert(
    em,
    Observation,
    rows.map((row) => ({ ...nothing, ...row, indicatorId })),
  );
}

/** A tree of measures as rows: each before those below it, as the foreign key from parent to child wants it. */
export function measureRows(
  measures: readonly MeasureSeed[],
  recommendationId: string,
  parentRef: string | null,
): { recommendationId: string; parentRef: string | null; ref: string; text: MeasureSeed["text"]; weight: number }[] {
  return measures.flatMap(({ ref, text, weight = 1, measures: below = [] }) => [
    { recommendationId, parentRef, ref, text, weight },
    ...measureRows(below, recommendationId, ref),
  ]);
}

async function insert(em: EntityManager, entity: new () => object, rows: readonly Values[]): Promise<void> {
  if (rows.length > 0) await em.insertMany(entity, rows as never[]);
}
