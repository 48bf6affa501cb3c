import { Trans } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { OverviewQuery } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { RecordLink } from "../shared/record-text.js";

interface DueProps {
  /** How many recommendations have a due date. */
  readonly dated: number;
  readonly overdue: OverviewQuery["overview"]["overdueRecommendations"];
  /** Open ones, the first due first; those without a date come last. */
  readonly next: OverviewQuery["due"]["nodes"];
}

/** What is overdue and what is due next, each with how many have a date at all. */
export function Due({ dated, overdue, next }: DueProps) {
  const format = useFormat();
  const path = usePagePath();
  const coming = next.filter(({ dueOn }) => dueOn != null);
  const late = overdue.totalCount;
  return (
    <section aria-labelledby="due">
      <h2 id="due">
        <Trans>Due and overdue</Trans>
      </h2>
      {dated === 0 ? (
        <p>
          <Trans>No recommendation has a due date, so that none can be overdue. Ask their owners for dates.</Trans>
        </p>
      ) : (
        <>
          <p>
            <Link to={path("recommendations", { overdue: "true" })}>
              <Trans>
                {late} overdue of {dated} with a due date.
              </Trans>
            </Link>
          </p>
          <ul>
            {coming.map(({ id, ref, title, languages, dueOn }) => (
              <li key={id}>
                {ref != null && `${ref} `}
                <RecordLink id={id} languages={languages}>
                  {title}
                </RecordLink>
                {dueOn != null && `, ${format.day(dueOn)}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
