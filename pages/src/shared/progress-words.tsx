import { Trans, useLingui } from "@lingui/react/macro";
import type { ProgressStateFragment } from "../generated/operations.js";
import { useFormat } from "./format.js";
import { CLOSURES, IMPLEMENTATION_STATUSES } from "./labels.js";

interface ClaimWordsProps {
  readonly progress: Pick<ProgressStateFragment, "claimed" | "lastFollowUpOn">;
}

/** What is claimed. That nobody has ever reported is another thing than a report without evidence. */
export function ClaimWords({ progress: { claimed, lastFollowUpOn } }: ClaimWordsProps) {
  const { t } = useLingui();
  if (lastFollowUpOn == null && claimed === "NO_EVIDENCE") return <Trans>never reported</Trans>;
  return t(IMPLEMENTATION_STATUSES[claimed]);
}

interface AssessmentWordsProps {
  readonly progress: Pick<ProgressStateFragment, "assessed">;
}

/** What others found, or that nobody has looked. */
export function AssessmentWords({ progress: { assessed } }: AssessmentWordsProps) {
  const { t } = useLingui();
  return assessed == null ? <Trans>by nobody</Trans> : t(IMPLEMENTATION_STATUSES[assessed]);
}

interface ClosureNoteProps {
  readonly progress: Pick<ProgressStateFragment, "closure">;
}

/** How it was closed, on a line of its own; of what is open nothing. */
export function ClosureNote({ progress: { closure } }: ClosureNoteProps) {
  const { t } = useLingui();
  if (closure === "OPEN") return null;
  return (
    <>
      <br />
      <small>{t(CLOSURES[closure])}</small>
    </>
  );
}

interface DueWordsProps {
  readonly dueOn: string | null | undefined;
  readonly overdue: boolean;
}

export function DueWords({ dueOn, overdue }: DueWordsProps) {
  const format = useFormat();
  return (
    <>
      {dueOn == null ? <Trans>no date</Trans> : format.day(dueOn)}
      {overdue && (
        <strong className="overdue">
          {" "}
          <Trans>overdue</Trans>
        </strong>
      )}
    </>
  );
}
