import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { CoverageFiguresFragment } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { GivenCount } from "../shared/given-count.js";
import { RECORD_KINDS } from "../shared/record-kinds.js";
import { Row, Table } from "@segpol/page-base/table";

interface ByThemeProps {
  /** The partner's. */
  readonly code: string;
  readonly cells: readonly CoverageFiguresFragment[];
}

/** What a partner gave on each theme, so that what is empty is seen. */
export function ByTheme({ code, cells }: ByThemeProps) {
  const { t } = useLingui();
  const path = usePagePath();
  return (
    <section aria-labelledby="by-theme">
      <h2 id="by-theme">
        <Trans>What it gave on each theme</Trans>
      </h2>
      <Table
        className="matrix"
        caption={t`Number of its records on each theme. A record with several themes counts under each.`}
        columns={[t`Theme`, ...RECORD_KINDS.map(({ name }) => t(name))]}
      >
        {cells.map((cell) => (
          <Row
            key={cell.theme.code}
            head={<Link to={path(`themes/${cell.theme.code}`)}>{cell.theme.title}</Link>}
            cells={RECORD_KINDS.map((kind) => (
              <GivenCount
                key={kind.field}
                kind={kind}
                count={cell[kind.field]}
                search={{ theme: cell.theme.code, partner: code }}
              />
            ))}
          />
        ))}
      </Table>
      <ExportLinks list="coverage" search={{ partner: code }} />
    </section>
  );
}
