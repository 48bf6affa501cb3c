import { type FuzzyDateValue, isOverdue } from "@segpol/schema";
import type { Closure, ImplementationStatus, ResponseValue } from "../vocabulary/vocabulary.js";
import type { Progress } from "../values/recommendation-values.js";
import { wholesOf } from "./decimals.js";
import { inTime } from "./in-time.js";

/** What the roll-up needs of a measure. */
export interface MeasureLike {
  readonly ref: string;
  readonly weight: number;
  /** Null or undefined: the day is that of what it stands below. */
  readonly dueOn?: string | null;
  readonly measures: readonly MeasureLike[];
}

interface FollowUpLike {
  readonly measure?: string | null;
  readonly date: FuzzyDateValue;
  readonly status: ImplementationStatus;
  readonly evidence: readonly unknown[];
}

interface AssessmentLike {
  readonly measure?: string | null;
  readonly date: FuzzyDateValue;
  readonly status: ImplementationStatus;
  readonly closure?: Closure | null;
}

/** What the roll-up needs of a recommendation. `followUps` and `assessments` in the order they were written down. */
export interface RecommendationLike {
  readonly dueOn?: string | null;
  readonly measures: readonly MeasureLike[];
  readonly responses: readonly { readonly value: ResponseValue }[];
  readonly followUps: readonly FollowUpLike[];
  readonly assessments: readonly AssessmentLike[];
}

/** Progress of a recommendation, and of each of its measures by `ref`. */
export interface RolledUpProgress {
  readonly whole: Progress;
  readonly byRef: ReadonlyMap<string, Progress>;
}

/** In thirds, so that sums are exact. */
const THIRDS: Readonly<Record<ImplementationStatus, bigint>> = {
  NO_EVIDENCE: 0n,
  NOT_STARTED: 0n,
  LIMITED: 1n,
  SUBSTANTIAL: 2n,
  COMPLETE: 3n,
};

/**
 * How far a recommendation and its measures are on a day (`today`, YYYY-MM-DD).
 *
 * Claimed: of a measure without measures, the latest follow-up's status, COMPLETE counting as SUBSTANTIAL while it has no
 * evidence; of one with measures, the weighted mean of theirs; of the recommendation likewise, its own follow-ups (about no
 * measure) counting only where it has no measures. Assessed: the latest assessment of that very measure or recommendation.
 * Closure: the latest assessment that gives one; else a declined response closes the recommendation; a measure without a
 * closure of its own has the recommendation's. Latest: by the last day the date can mean, then the order written down.
 */
export function rollUp(recommendation: RecommendationLike, today: string): RolledUpProgress {
  const followUps = groupByMeasure(inTime(recommendation.followUps));
  const assessments = groupByMeasure(inTime(recommendation.assessments));
  const declined = recommendation.responses.some(({ value }) => value === "DECLINED");
  const wholeClosure = closureOf(assessments.get(null)) ?? (declined ? "CLOSED_NOT_IMPLEMENTED" : "OPEN");
  const byRef = new Map<string, Progress>();

  const progressOf = (ref: string | null, parts: readonly MeasureLike[], dueOn: string | null): Progress => {
    const partProgress = parts.map((part) => {
      const progress = progressOf(part.ref, part.measures, part.dueOn ?? dueOn);
      byRef.set(part.ref, progress);
      return progress;
    });
    const own = followUps.get(ref);
    const claimed = parts.length > 0 ? meanStatus(parts, partProgress) : claimedBy(own?.at(-1));
    const closure = closureOf(assessments.get(ref)) ?? wholeClosure;
    return {
      claimed,
      assessed: assessments.get(ref)?.at(-1)?.status ?? null,
      closure,
      overdue: isOverdue({ dueOn, closure, claimed }, today),
      lastFollowUpOn: latestDay([
        ...(own ?? []).map(dayOf),
        ...partProgress.map(({ lastFollowUpOn }) => lastFollowUpOn),
      ]),
    };
  };

  return { whole: progressOf(null, recommendation.measures, recommendation.dueOn ?? null), byRef };
}

function claimedBy(latest: FollowUpLike | undefined): ImplementationStatus {
  if (!latest) return "NO_EVIDENCE";
  return latest.status === "COMPLETE" && latest.evidence.length === 0 ? "SUBSTANTIAL" : latest.status;
}

function meanStatus(parts: readonly MeasureLike[], progress: readonly Progress[]): ImplementationStatus {
  const statuses = progress.map(({ claimed }) => claimed);
  if (statuses.every((status) => status === "NO_EVIDENCE")) return "NO_EVIDENCE";
  if (statuses.every((status) => status === "COMPLETE")) return "COMPLETE";
  const weights = wholesOf(parts.map(({ weight }) => weight));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const thirds = statuses.reduce((sum, status, index) => sum + THIRDS[status] * (weights[index] ?? 0n), 0n);
  if (thirds === 0n) return "NOT_STARTED";
  return thirds * 2n < total * 3n ? "LIMITED" : "SUBSTANTIAL";
}

function closureOf(assessments: readonly AssessmentLike[] | undefined): Closure | undefined {
  return assessments?.findLast(({ closure }) => closure)?.closure ?? undefined;
}

function dayOf({ date }: FollowUpLike): string {
  return date.latest ?? date.earliest;
}

function latestDay(days: readonly (string | null)[]): string | null {
  return days.reduce((latest, day) => (latest === null || (day !== null && day > latest) ? day : latest), null);
}

function groupByMeasure<T extends { readonly measure?: string | null }>(items: readonly T[]): Map<string | null, T[]> {
  return Map.groupBy(items, ({ measure }) => measure ?? null);
}
