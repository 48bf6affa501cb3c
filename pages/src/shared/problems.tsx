import { Trans, useLingui } from "@lingui/react/macro";
import type { Problem } from "../graph/ask.js";
import { RequestId } from "./request-id.js";

interface ProblemsProps {
  readonly problems: readonly Problem[];
  readonly requestId: string | undefined;
}

/** What is missing from a page of which the rest stands. */
export function Problems({ problems, requestId }: ProblemsProps) {
  const { t } = useLingui();
  if (problems.length === 0) return null;
  const distinct = new Map(problems.map((problem) => [`${problem.code} ${problem.partner ?? ""}`, problem]));
  return (
    <section className="problems" role="alert">
      <h2>
        <Trans>Part of this page is missing</Trans>
      </h2>
      <ul>
        {[...distinct.values()].map(({ code, message, partner }) => (
          <li key={`${code} ${partner ?? ""}`}>
            {partner !== undefined && <strong>{partner} </strong>}
            {message} <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>{t`What is shown is complete but for this. Reload the page to try again.`}</p>
      <RequestId id={requestId} />
    </section>
  );
}
