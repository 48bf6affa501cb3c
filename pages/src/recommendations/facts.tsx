import { Trans, useLingui } from "@lingui/react/macro";
import { Addressees } from "../shared/bodies.js";
import { useFormat } from "../shared/format.js";
import { CLOSURES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { DueWords } from "../shared/progress-words.js";
import { RecordFacts } from "../shared/record-facts.js";
import { RecordText } from "../shared/record-text.js";
import { ClaimAndAssessment } from "./claim-and-assessment.js";
import type { RecommendationData } from "./recommendation-data.js";

interface FactsProps {
  readonly recommendation: RecommendationData;
}

export function Facts({ recommendation }: FactsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { kind, addresseeBodies, dueOn, nextDue, nextReviewOn, progress, priority } = recommendation;
  const [rank, of] = [priority?.rank, priority?.of];
  return (
    <dl className="facts">
      <dt>{t`Kind`}</dt>
      <dd>{t(RECOMMENDATION_KINDS[kind])}</dd>
      <dt>{t`For whom`}</dt>
      <dd>
        <Addressees bodies={addresseeBodies} />
      </dd>
      <dt>{t`How far`}</dt>
      <dd>
        <ClaimAndAssessment recommendation={recommendation} />
      </dd>
      <dt>{t`Open or closed`}</dt>
      <dd>{t(CLOSURES[progress.closure])}</dd>
      <dt>{t`Due`}</dt>
      <dd>
        <DueWords dueOn={dueOn} overdue={progress.overdue} />
      </dd>
      {nextDue != null && nextDue !== dueOn && (
        <>
          <dt>{t`Something is due next on`}</dt>
          <dd>{format.day(nextDue)}</dd>
        </>
      )}
      {nextReviewOn != null && (
        <>
          <dt>{t`To be assessed again on`}</dt>
          <dd>{format.day(nextReviewOn)}</dd>
        </>
      )}
      {priority && (
        <>
          <dt>{t`Priority at its source`}</dt>
          <dd>
            <Trans>
              {rank} of {of}
            </Trans>
            {priority.method != null && (
              <>
                {" "}
                (<RecordText localized={priority.methodText}>{priority.method}</RecordText>)
              </>
            )}
          </dd>
        </>
      )}
      <RecordFacts record={recommendation} list="recommendations" />
    </dl>
  );
}
