import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { OverviewQuery } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { Count } from "../shared/given-count.js";
import { Row, Table } from "@segpol/page-base/table";

type Cell = OverviewQuery["overview"]["coverage"][number];

interface CoverageProps {
  readonly cells: readonly Cell[];
  /** How many gaps there are in all. */
  readonly gaps: number;
}

/** Themes by partners: how many records each keeps, so that what is empty is seen. */
export function Coverage({ cells, gaps }: CoverageProps) {
  const { t } = useLingui();
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
          ...partners.map(({ partner }) => ({
            name: partner.acronym,
            heading: <abbr title={partner.name}>{partner.acronym}</abbr>,
          })),
          t`All`,
        ]}
      >
        {themes.map((row) => (
          <Row
            key={row[0]?.theme.code}
            head={row[0] && <Link to={path(`themes/${row[0].theme.code}`)}>{row[0].theme.title}</Link>}
            cells={[...row.map(countOf), row.reduce((sum, cell) => sum + countOf(cell), 0)].map((count) => (
              <Count count={count} />
            ))}
          />
        ))}
      </Table>
      <ExportLinks list="coverage" />
    </section>
  );
}

function countOf({ events, publications, recommendations, legitimacyIndicators }: Cell): number {
  return events + publications + recommendations + legitimacyIndicators;
}
