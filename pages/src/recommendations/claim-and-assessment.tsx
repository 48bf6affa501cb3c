import { Trans, useLingui } from "@lingui/react/macro";
import { DateWords } from "../shared/date-words.js";
import { IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import type { RecommendationData } from "./recommendation-data.js";

interface ClaimAndAssessmentProps {
  readonly recommendation: RecommendationData;
}

/** What is claimed and what was found, each with who said so and when. */
export function ClaimAndAssessment({ recommendation }: ClaimAndAssessmentProps) {
  const { t } = useLingui();
  const { progress, followUpsConnection, assessmentsConnection } = recommendation;
  const lastClaim = followUpsConnection?.nodes.at(-1);
  const lastAssessment = assessmentsConnection?.nodes.at(-1);
  return (
    <ul className="plain">
      <li>
        <strong>{t`Claimed`}:</strong> {t(IMPLEMENTATION_STATUSES[progress.claimed])},{" "}
        {lastClaim ? (
          <>
            {lastClaim.actor}, <DateWords date={lastClaim.date} />
          </>
        ) : (
          <Trans>never reported</Trans>
        )}
      </li>
      <li>
        <strong>{t`Assessed`}:</strong>{" "}
        {progress.assessed == null || !lastAssessment ? (
          <Trans>by nobody</Trans>
        ) : (
          <>
            {t(IMPLEMENTATION_STATUSES[progress.assessed])}, {lastAssessment.assessor},{" "}
            <DateWords date={lastAssessment.date} />
          </>
        )}
      </li>
    </ul>
  );
}
