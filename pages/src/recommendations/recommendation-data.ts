import type { RecommendationPageQuery } from "../generated/operations.js";

type RecordData = NonNullable<RecommendationPageQuery["record"]>;

/** What the page knows of a recommendation. */
export type RecommendationData = Extract<RecordData, { readonly progress: unknown }>;

/** A record of another kind has none of a recommendation's fields. */
export function isRecommendation(record: RecordData): record is RecommendationData {
  return "progress" in record;
}
