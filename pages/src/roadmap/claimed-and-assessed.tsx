import type { RoadmapRowFragment } from "../generated/operations.js";
import { DateWords } from "../shared/date-words.js";
import { AssessmentWords, ClaimWords, ClosureNote } from "../shared/progress-words.js";
import { RecordText } from "../shared/record-text.js";

interface RowProps {
  readonly row: RoadmapRowFragment;
}

/** What is claimed, with the last follow-up: who, when, what. */
export function Claimed({ row: { progress, followUpsConnection, languages } }: RowProps) {
  const last = followUpsConnection?.nodes.at(-1);
  return (
    <>
      <ClaimWords progress={progress} />
      {last && (
        <>
          <br />
          <small>
            {last.actor}, <DateWords date={last.date} />: <RecordText languages={languages}>{last.action}</RecordText>
          </small>
        </>
      )}
    </>
  );
}

/** What others found: who and when, or that nobody did. */
export function Assessed({ row: { progress, assessmentsConnection } }: RowProps) {
  const last = assessmentsConnection?.nodes.at(-1);
  return (
    <>
      <AssessmentWords progress={progress} />
      {last && (
        <>
          <br />
          <small>
            {last.assessor}, <DateWords date={last.date} />
          </small>
        </>
      )}
      <ClosureNote progress={progress} />
    </>
  );
}
