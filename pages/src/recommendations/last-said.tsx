import type { LastSaidFragment, ProgressStateFragment } from "../generated/operations.js";
import { BodyName } from "../shared/bodies.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";
import { AssessmentWords, ClaimWords, ClosureNote } from "../shared/progress-words.js";
import { RecordText } from "../shared/record-text.js";

interface RowProps {
  readonly row: LastSaidFragment & { readonly progress: ProgressStateFragment };
}

/** What is claimed, with who said so last and when. `withAction`: and what was done. */
export function Claimed({
  row: { progress, followUpsConnection },
  withAction = false,
}: RowProps & { readonly withAction?: boolean }) {
  const { colon } = useFormat();
  const last = followUpsConnection?.nodes.at(-1);
  return (
    <>
      <ClaimWords progress={progress} />
      {last && (
        <>
          <br />
          <small>
            <BodyName body={last.actorBody} called={last.actor} />, <DateWords date={last.date} />
            {withAction && (
              <>
                {colon}
                <RecordText localized={last.actionText}>{last.action}</RecordText>
              </>
            )}
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
            <BodyName body={last.assessorBody} called={last.assessor} />, <DateWords date={last.date} />
          </small>
        </>
      )}
      <ClosureNote progress={progress} />
    </>
  );
}
