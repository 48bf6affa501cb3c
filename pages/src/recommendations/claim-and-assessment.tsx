import { useLingui } from "@lingui/react/macro";
import { BodyName } from "../shared/bodies.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";
import { AssessmentWords, ClaimWords } from "../shared/progress-words.js";
import type { RecommendationData } from "./recommendation-data.js";

interface ClaimAndAssessmentProps {
  readonly recommendation: RecommendationData;
}

/** What is claimed and what was found, each with who said so and when. */
export function ClaimAndAssessment({ recommendation }: ClaimAndAssessmentProps) {
  const { t } = useLingui();
  const { colon } = useFormat();
  const { progress, followUpsConnection, assessmentsConnection } = recommendation;
  const lastClaim = followUpsConnection?.nodes.at(-1);
  const lastAssessment = assessmentsConnection?.nodes.at(-1);
  return (
    <ul className="plain">
      <li>
        <strong>{t`Claimed`}</strong>
        {colon}
        <ClaimWords progress={progress} />
        {lastClaim && (
          <>
            , <BodyName body={lastClaim.actorBody} called={lastClaim.actor} />, <DateWords date={lastClaim.date} />
          </>
        )}
      </li>
      <li>
        <strong>{t`Assessed`}</strong>
        {colon}
        <AssessmentWords progress={progress} />
        {progress.assessed != null && lastAssessment && (
          <>
            , <BodyName body={lastAssessment.assessorBody} called={lastAssessment.assessor} />,{" "}
            <DateWords date={lastAssessment.date} />
          </>
        )}
      </li>
    </ul>
  );
}
