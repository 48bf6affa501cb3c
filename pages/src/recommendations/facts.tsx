import { Trans, useLingui } from "@lingui/react/macro";
import { CLOSURES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { Addressees, DueWords } from "../shared/progress-words.js";
import { RecordFacts } from "../shared/record-facts.js";
import { ClaimAndAssessment } from "./claim-and-assessment.js";
import type { RecommendationData } from "./recommendation-data.js";

interface FactsProps {
  readonly recommendation: RecommendationData;
}

export function Facts({ recommendation }: FactsProps) {
  const { t } = useLingui();
  const { kind, addressees, dueOn, progress, priority } = recommendation;
  const [rank, of] = [priority?.rank, priority?.of];
  return (
    <dl className="facts">
      <dt>{t`Kind`}</dt>
      <dd>{t(RECOMMENDATION_KINDS[kind])}</dd>
      <dt>{t`For whom`}</dt>
      <dd>
        <Addressees names={addressees} />
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
      {priority && (
        <>
          <dt>{t`Priority at its source`}</dt>
          <dd>
            <Trans>
              {rank} of {of}
            </Trans>
            {priority.method != null && ` (${priority.method})`}
          </dd>
        </>
      )}
      <RecordFacts record={recommendation} list="recommendations" />
    </dl>
  );
}
