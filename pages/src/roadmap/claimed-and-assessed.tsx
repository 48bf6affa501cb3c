import { Trans, useLingui } from "@lingui/react/macro";
import type { RoadmapRowFragment } from "../generated/operations.js";
import { DateWords } from "../shared/date-words.js";
import { CLOSURES, IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import { RecordText } from "../shared/record-text.js";

interface RowProps {
  readonly row: RoadmapRowFragment;
}

/** What is claimed, with the last follow-up: who, when, what. */
export function Claimed({ row: { progress, followUpsConnection, languages } }: RowProps) {
  const { t } = useLingui();
  const last = followUpsConnection?.nodes.at(-1);
  return (
    <>
      {t(IMPLEMENTATION_STATUSES[progress.claimed])}
      <br />
      <small>
        {last ? (
          <>
            {last.actor}, <DateWords date={last.date} />: <RecordText languages={languages}>{last.action}</RecordText>
          </>
        ) : (
          <Trans>never reported</Trans>
        )}
      </small>
    </>
  );
}

/** What others found: who and when, or that nobody did. */
export function Assessed({ row: { progress, assessmentsConnection } }: RowProps) {
  const { t } = useLingui();
  const last = assessmentsConnection?.nodes.at(-1);
  return (
    <>
      {progress.assessed == null ? <Trans>by nobody</Trans> : t(IMPLEMENTATION_STATUSES[progress.assessed])}
      {last && (
        <>
          <br />
          <small>
            {last.assessor}, <DateWords date={last.date} />
          </small>
        </>
      )}
      {progress.closure !== "OPEN" && (
        <>
          <br />
          <small>{t(CLOSURES[progress.closure])}</small>
        </>
      )}
    </>
  );
}
