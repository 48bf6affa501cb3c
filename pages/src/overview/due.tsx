import { Trans } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { DueRecommendationFragment, OverviewQuery } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { KeptBy } from "../shared/kept-by.js";
import { RecommendationMention } from "../shared/recommendation-mentions.js";

interface DueProps {
  /** How many recommendations have a due date. */
  readonly dated: number;
  readonly overdue: OverviewQuery["overview"]["overdueRecommendations"];
  readonly next: OverviewQuery["overview"]["nextDue"];
}

/** What is overdue and what is due next, each with how many have a date at all. */
export function Due({ dated, overdue, next }: DueProps) {
  const path = usePagePath();
  const [late, coming] = [overdue.totalCount, next.totalCount];
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
          <DueList rows={overdue.nodes} />
          <p>
            <Link to={path("roadmap", { by: "month" })}>
              <Trans>
                {coming} of {dated} still to come, the first first.
              </Trans>
            </Link>
          </p>
          <DueList rows={next.nodes} />
        </>
      )}
    </section>
  );
}

function DueList({ rows }: { readonly rows: readonly DueRecommendationFragment[] }) {
  const format = useFormat();
  return (
    rows.length > 0 && (
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <RecommendationMention recommendation={row} />
            {row.dueOn != null && `, ${format.day(row.dueOn)}`}, <KeptBy partner={row.partner} />
          </li>
        ))}
      </ul>
    )
  );
}
