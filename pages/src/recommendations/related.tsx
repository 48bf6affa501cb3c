import { Trans } from "@lingui/react/macro";
import { ObservedValue } from "../shared/observed-value.js";
import { RecordLink } from "../shared/record-text.js";
import type { RecommendationData } from "./recommendation-data.js";

interface RelatedProps {
  readonly recommendation: RecommendationData;
}

/** Indicators that it should move, and recommendations that it supersedes, follows up or is otherwise related to. */
export function Related({
  recommendation: { relatedRecommendationsConnection: related, legitimacyIndicatorsConnection: indicators },
}: RelatedProps) {
  return (
    <>
      {indicators.totalCount > 0 && (
        <section aria-labelledby="indicators">
          <h2 id="indicators">
            <Trans>Indicators that show its effect</Trans>
          </h2>
          <ul>
            {indicators.nodes.map(({ id, title, languages, unit, latest }) => (
              <li key={id}>
                <RecordLink id={id} languages={languages}>
                  {title}
                </RecordLink>
                : <ObservedValue observation={latest} unit={unit} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {related.totalCount > 0 && (
        <section aria-labelledby="related">
          <h2 id="related">
            <Trans>Related recommendations</Trans>
          </h2>
          <ul>
            {related.nodes.map(({ id, ref, title, languages }) => (
              <li key={id}>
                {ref != null && `${ref} `}
                <RecordLink id={id} languages={languages}>
                  {title}
                </RecordLink>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
