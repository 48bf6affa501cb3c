import type { RecordContext } from "./record-context.js";
import { rollUp } from "../progress/roll-up.js";
import type { Measure } from "../rows/measure.js";
import type { Progress } from "../values/recommendation-values.js";

/** A recommendation's progress, and its measures as a tree with theirs. */
export interface RecommendationProgress {
  readonly whole: Progress;
  readonly measures: Measure[];
}

/** Reads the rows of a recommendation through the request's loaders and rolls them up. */
export async function progressOf(
  recommendation: { readonly id: string; readonly dueOn: string | null },
  { loaders, today }: RecordContext,
): Promise<RecommendationProgress> {
  const { id, dueOn } = recommendation;
  const [rows, responses, followUps, assessments] = await Promise.all([
    loaders.measures.load(id),
    loaders.responses.load(id),
    loaders.followUps.load(id),
    loaders.assessments.load(id),
  ]);
  const measures = growTree(rows);
  const { whole, byRef } = rollUp({ dueOn, measures, responses, followUps, assessments }, today);
  for (const row of rows) {
    const progress = byRef.get(row.ref);
    if (progress) row.progress = progress;
  }
  return { whole, measures };
}

/** Puts each measure under the one that its `parentRef` names; the roots are returned. Keeps the order of the rows. */
export function growTree(rows: readonly Measure[]): Measure[] {
  const children = Map.groupBy(rows, ({ parentRef }) => parentRef);
  for (const row of rows) row.measures = children.get(row.ref) ?? [];
  return children.get(null) ?? [];
}
