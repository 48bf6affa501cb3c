import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { GapKind, MissingQuery } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { GAP_KINDS } from "../shared/labels.js";
import { Table } from "../shared/table.js";

interface CountsByKindProps {
  readonly counts: readonly { readonly code: string; readonly count: number }[];
  readonly around: MissingQuery;
}

/** How many of all there are lack something, by what they lack. */
export function CountsByKind({ counts, around }: CountsByKindProps) {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  const { themes, recommendations, legitimacyIndicators } = around;
  const outOf: Readonly<Record<GapKind, number>> = {
    THEME_WITHOUT_EVENT: themes.length,
    THEME_WITHOUT_RECOMMENDATION: themes.length,
    RECOMMENDATION_WITHOUT_RESPONSE: recommendations.totalCount,
    INDICATOR_WITHOUT_DATA: legitimacyIndicators.totalCount,
  };
  return (
    <Table
      caption={t`What is missing, of all themes and records there are`}
      columns={[t`What is missing`, t`How many`]}
    >
      {(Object.keys(outOf) as GapKind[]).map((kind) => {
        const count = format.number(counts.find(({ code }) => code === kind)?.count ?? 0);
        const all = format.number(outOf[kind]);
        return (
          <tr key={kind}>
            <th scope="row">
              <Link to={path("missing", { kind })}>{t(GAP_KINDS[kind])}</Link>
            </th>
            <td>
              <Trans>
                {count} of {all}
              </Trans>
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
