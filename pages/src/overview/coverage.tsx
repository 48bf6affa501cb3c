import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { OverviewQuery } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { Table } from "@segpol/page-base/table";

type Cell = OverviewQuery["overview"]["coverage"][number];

interface CoverageProps {
  readonly cells: readonly Cell[];
  /** How many gaps there are in all. */
  readonly gaps: number;
}

/** Themes by partners: how many records each keeps, so that what is empty is seen. */
export function Coverage({ cells, gaps }: CoverageProps) {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  const themes = [...Map.groupBy(cells, ({ theme }) => theme.code).values()];
  const partners = themes[0] ?? [];
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">
        <Trans>Themes by partner</Trans>
      </h2>
      <p>
        <Link to={path("missing")}>
          <Plural value={gaps} _0="Nothing is missing." one="# thing is missing." other="# things are missing." />
        </Link>
      </p>
      <Table
        className="matrix"
        caption={t`Number of records of each partner on each theme: events, publications, recommendations and indicators together.`}
        columns={[
          t`Theme`,
          ...partners.map(({ partner }) => (
            <abbr key={partner.code} title={partner.name}>
              {partner.acronym}
            </abbr>
          )),
          t`All`,
        ]}
      >
        {themes.map((row) => (
          <tr key={row[0]?.theme.code}>
            <th scope="row">{row[0] && <Link to={path(`themes/${row[0].theme.code}`)}>{row[0].theme.title}</Link>}</th>
            {row.map((cell) => (
              <td key={cell.partner.code} className={countOf(cell) === 0 ? "none" : undefined}>
                {format.number(countOf(cell))}
              </td>
            ))}
            <td>{format.number(row.reduce((sum, cell) => sum + countOf(cell), 0))}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function countOf({ events, publications, recommendations, legitimacyIndicators }: Cell): number {
  return events + publications + recommendations + legitimacyIndicators;
}
