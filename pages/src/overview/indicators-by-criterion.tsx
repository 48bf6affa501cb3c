import { Trans } from "@lingui/react/macro";
import type { OverviewQuery } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { IndicatorTable } from "../shared/indicator-table.js";

interface IndicatorsByCriterionProps {
  readonly criteria: OverviewQuery["criteria"];
}

/** The latest value of each indicator, with its target, which way is better, and how sure it is. */
export function IndicatorsByCriterion({ criteria }: IndicatorsByCriterionProps) {
  return (
    <section aria-labelledby="indicators">
      <h2 id="indicators">
        <Trans>Indicators by criterion of legitimacy</Trans>
      </h2>
      {criteria.map(({ code, title, legitimacyIndicators: { nodes, totalCount } }) => (
        <section key={code} aria-labelledby={`criterion-${code}`}>
          <h3 id={`criterion-${code}`}>{title}</h3>
          {totalCount === 0 ? (
            <p>
              <Trans>No partner measures this.</Trans>
            </p>
          ) : (
            <IndicatorTable caption={title} isBelowHeading rows={nodes} />
          )}
        </section>
      ))}
      <ExportLinks list="indicators" />
    </section>
  );
}
