import { Trans, useLingui } from "@lingui/react/macro";
import type { OverviewQuery } from "../generated/operations.js";
import { DIRECTIONS } from "../shared/labels.js";
import { ObservedValue } from "../shared/observed-value.js";
import { useFormat } from "../shared/format.js";
import { RecordLink } from "../shared/record-text.js";
import { Table } from "../shared/table.js";

interface IndicatorsByCriterionProps {
  readonly criteria: OverviewQuery["criteria"];
}

/** The latest value of each indicator, with its target, which way is better, and how sure it is. */
export function IndicatorsByCriterion({ criteria }: IndicatorsByCriterionProps) {
  const { t } = useLingui();
  const format = useFormat();
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
            <Table caption={title} columns={[t`Indicator`, t`Latest value`, t`Target`, t`Better is`]}>
              {nodes.map((indicator) => (
                <tr key={indicator.id}>
                  <th scope="row">
                    <RecordLink id={indicator.id} languages={indicator.languages}>
                      {indicator.title}
                    </RecordLink>
                  </th>
                  <td>
                    <ObservedValue observation={indicator.latest} unit={indicator.unit} />
                  </td>
                  <td>
                    {indicator.target ? (
                      `${format.number(indicator.target.value)} (${indicator.target.period.text})`
                    ) : (
                      <Trans>no target</Trans>
                    )}
                  </td>
                  <td>{t(DIRECTIONS[indicator.direction])}</td>
                </tr>
              ))}
            </Table>
          )}
        </section>
      ))}
    </section>
  );
}
