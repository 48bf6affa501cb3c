import type { RecommendationMentionFragment } from "../generated/operations.js";
import { RecordLink } from "./record-text.js";
import { RecordList } from "./record-list.js";

interface RecommendationMentionsProps {
  readonly recommendations: { readonly totalCount: number; readonly nodes: readonly RecommendationMentionFragment[] };
}

/** Recommendations in a list, each with its number at its source. */
export function RecommendationMentions({ recommendations }: RecommendationMentionsProps) {
  return <RecordList list={recommendations}>{(row) => <RecommendationMention recommendation={row} />}</RecordList>;
}

interface RecommendationMentionProps {
  readonly recommendation: RecommendationMentionFragment;
}

export function RecommendationMention({ recommendation }: RecommendationMentionProps) {
  return (
    <>
      {recommendation.ref != null && <span className="ref">{recommendation.ref} </span>}
      <RecordLink record={recommendation} />
    </>
  );
}
