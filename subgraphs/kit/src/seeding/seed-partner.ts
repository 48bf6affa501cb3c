import type { EntityManager } from "@mikro-orm/postgresql";
import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import type { Partner, RecordClass } from "../partner.js";
import type { LegitimacyIndicatorSeed, MeasureSeed, RecommendationSeed, RecordSeed } from "../records/seed.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Observation } from "../rows/observation.js";
import { Response } from "../rows/response.js";
import { seedsByKind } from "./check-seed.js";

type Values = Record<string, unknown>;

/** What a seed leaves out, by kind. */
const DEFAULTS: Readonly<Record<RecordKind, (code: string) => Values>> = {
  Event: (code) => ({ status: "CONFIRMED", attendance: "UNKNOWN", organisers: [code] }),
  Publication: () => ({}),
  Recommendation: () => ({ kind: "RECOMMENDATION" }),
  LegitimacyIndicator: () => ({ direction: "NEUTRAL" }),
};

/** What a seed holds that goes into tables beside the record's own. */
const ROWS: ReadonlySet<string> = new Set(["measures", "responses", "followUps", "assessments", "observations"]);

/**
 * Puts a partner's seed into its database, once for each version. Has to run in a transaction, of which it becomes part: all
 * of the seed goes in, or nothing. Gives the ids of the records it added.
 */
export async function seedPartner(em: EntityManager, { code, classes, seed }: Partner): Promise<ReadonlySet<string>> {
  const added = new Set<string>();
  if (!seed || !(await isFirstRun(em, seed.version))) return added;
  const seeds = seedsByKind(seed);
  for (const kind of RECORD_KINDS) {
    const recordClass = classes[kind];
    if (!recordClass) continue;
    const known = await knownIds(em, recordClass, seeds[kind]);
    for (const record of seeds[kind]) {
      if (known.has(record.id)) continue;
      em.create(recordClass, { ...DEFAULTS[kind](code), ...columnsOf(record) } as never);
      added.add(record.id);
    }
  }
  await em.flush();
  for (const recommendation of seed.recommendations ?? []) {
    if (added.has(recommendation.id)) await addRecommendationRows(em, recommendation);
  }
  for (const indicator of seed.legitimacyIndicators ?? []) {
    if (added.has(indicator.id)) await addObservations(em, indicator);
  }
  await seed.own?.(em, added);
  await em.flush();
  return added;
}

async function isFirstRun(em: EntityManager, version: string): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    "insert into seed_run (version) values (?) on conflict do nothing returning version",
    [version],
  );
  return rows.length > 0;
}

async function knownIds(
  em: EntityManager,
  recordClass: RecordClass,
  seeds: readonly RecordSeed[],
): Promise<Set<string>> {
  const ids = seeds.map(({ id }) => id);
  const kept = await em.find(recordClass, { id: { $in: ids } }, { fields: ["id"] });
  const erased = await em.execute<{ id: string }[]>("select id from record_change where erased_at is not null");
  return new Set([...kept, ...erased].map(({ id }) => id));
}

/** The values that stand in the record's own table. */
function columnsOf(record: RecordSeed): Values {
  const columns = Object.entries(record).filter(([name]) => !ROWS.has(name));
  return { themes: [], criteria: [], visibility: "PUBLIC", draft: false, links: [], ...Object.fromEntries(columns) };
}

async function addRecommendationRows(em: EntityManager, seed: RecommendationSeed): Promise<void> {
  const recommendationId = seed.id;
  const { measures = [], responses = [], followUps = [], assessments = [] } = seed;
  await insert(em, Measure, measureRows(measures, recommendationId, null));
  await insert(
    em,
    Response,
    responses.map((row) => ({ reason: null, date: null, ...row, recommendationId })),
  );
  await insert(
    em,
    FollowUp,
    followUps.map((row) => ({ measure: null, evidence: [], ...row, recommendationId })),
  );
  const nothing = { measure: null, closure: null, reason: null, nextReviewOn: null };
  await insert(
    em,
    Assessment,
    assessments.map((row) => ({ ...nothing, ...row, recommendationId })),
  );
}

/** Each measure before those below it, as the foreign key from parent to child wants it. */
function measureRows(measures: readonly MeasureSeed[], recommendationId: string, parentRef: string | null): Values[] {
  return measures.flatMap(({ ref, text, weight = 1, measures: below = [] }) => [
    { recommendationId, parentRef, ref, text, weight },
    ...measureRows(below, recommendationId, ref),
  ]);
}

async function addObservations(em: EntityManager, { id, observations = [] }: LegitimacyIndicatorSeed): Promise<void> {
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
    observations.map((row) => ({ ...nothing, ...row, indicatorId: id })),
  );
}

async function insert(em: EntityManager, entity: new () => object, rows: readonly Values[]): Promise<void> {
  if (rows.length > 0) await em.insertMany(entity, rows as never[]);
}
