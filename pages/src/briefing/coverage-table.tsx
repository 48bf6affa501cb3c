import { Trans, useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import { chosen, isChosenCell } from "../address/filters.js";
import type { BriefingQuery } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { Count } from "../shared/given-count.js";
import { Row, Table } from "@segpol/page-base/table";

type Cell = BriefingQuery["overview"]["coverage"][number];

interface CoverageTableProps {
  readonly cells: readonly Cell[];
}

/** How much each partner keeps on each theme that the briefing is about, by kind. */
export function CoverageTable({ cells }: CoverageTableProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const ofSubject = cells.filter(isChosenCell(search));
  const byPartner = chosen(search, "theme") !== undefined;
  const rows = [...Map.groupBy(ofSubject, ({ theme, partner }) => (byPartner ? partner.name : theme.title))];
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">
        <Trans>What there is</Trans>
      </h2>
      <Table
        caption={
          byPartner
            ? t`Number of records of each partner on the theme`
            : t`Number of records on each theme; a record with several themes counts under each`
        }
        columns={[byPartner ? t`Partner` : t`Theme`, t`Events`, t`Publications`, t`Recommendations`, t`Indicators`]}
      >
        {rows.map(([name, all]) => (
          <Row
            key={name}
            head={name}
            cells={(["events", "publications", "recommendations", "legitimacyIndicators"] as const).map((kind) => (
              <Count key={kind} count={all.reduce((sum, cell) => sum + cell[kind], 0)} />
            ))}
          />
        ))}
      </Table>
      <ExportLinks list="coverage" />
    </section>
  );
}
