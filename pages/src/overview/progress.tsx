import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { OverviewQuery, ProgressFiguresFragment } from "../generated/operations.js";
import { ProgressTable } from "../progress/progress-table.js";
import { ExportLinks } from "../shared/export-links.js";
import { RECOMMENDATION_KINDS } from "../shared/labels.js";

interface ProgressProps {
  readonly overview: OverviewQuery["overview"];
  /** How many recommendations have a due date. */
  readonly dated: number;
}

/** How far recommendations are: what actors claim and what others found, side by side and never as one. */
export function Progress({ overview, dated }: ProgressProps) {
  const { t } = useLingui();
  const path = usePagePath();
  const overdue = overview.overdueRecommendations.totalCount;
  const rowsOf = (rows: readonly ProgressFiguresFragment[], name: string) =>
    rows.map((figures) => ({
      key: figures.code,
      head: <Link to={path("recommendations", { [name]: figures.code })}>{figures.label ?? figures.code}</Link>,
      figures,
    }));
  const kinds = overview.progressByKind.map((figures) => ({
    key: figures.code,
    head: (
      <Link to={path("recommendations", { kind: figures.code })}>
        {t(figures.code === "COMMITMENT" ? RECOMMENDATION_KINDS.COMMITMENT : RECOMMENDATION_KINDS.RECOMMENDATION)}
      </Link>
    ),
    figures,
  }));
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">
        <Trans>How far the recommendations are</Trans>
      </h2>
      <p>
        <Trans>
          {overdue} overdue of {dated} with a due date.
        </Trans>
      </p>
      <ProgressTable
        caption={t`By theme. A recommendation with several themes counts under each.`}
        heading={t`Theme`}
        rows={rowsOf(overview.progressByTheme, "theme")}
      />
      <ProgressTable
        caption={t`By partner.`}
        heading={t`Partner`}
        rows={rowsOf(overview.progressByPartner, "partner")}
      />
      <ProgressTable caption={t`By kind.`} heading={t`Kind`} rows={kinds} />
      <ExportLinks list="progress" />
    </section>
  );
}
