import { Trans } from "@lingui/react/macro";
import { useFormat } from "../shared/format.js";
import { ObservedValue } from "../shared/observed-value.js";
import { RecommendationMentions } from "../shared/recommendation-mentions.js";
import { RecordList } from "../shared/record-list.js";
import { RecordLink } from "../shared/record-text.js";
import type { RecommendationData } from "./recommendation-data.js";

interface RelatedProps {
  readonly recommendation: RecommendationData;
}

/** Indicators that it should move, and recommendations that it supersedes, follows up or is otherwise related to. */
export function Related({
  recommendation: { relatedRecommendationsConnection: related, legitimacyIndicatorsConnection: indicators },
}: RelatedProps) {
  const { colon } = useFormat();
  return (
    <>
      {indicators.totalCount > 0 && (
        <section aria-labelledby="indicators">
          <h2 id="indicators">
            <Trans>Indicators that show its effect</Trans>
          </h2>
          <RecordList list={indicators}>
            {(indicator) => (
              <>
                <RecordLink record={indicator} />
                {colon}
                <ObservedValue observation={indicator.latest} unit={indicator} />
              </>
            )}
          </RecordList>
        </section>
      )}
      {related.totalCount > 0 && (
        <section aria-labelledby="related">
          <h2 id="related">
            <Trans>Related recommendations</Trans>
          </h2>
          <RecommendationMentions recommendations={related} />
        </section>
      )}
    </>
  );
}
