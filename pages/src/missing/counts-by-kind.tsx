import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { GapKind, MissingQuery } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { GAP_KINDS } from "../shared/labels.js";
import { Row, Table } from "@segpol/page-base/table";

interface CountsByKindProps {
  readonly around: MissingQuery;
}

/** How many of all there are lack something, by what they lack. */
export function CountsByKind({ around }: CountsByKindProps) {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  const { overview, themes, records, tentative, recommendations, open, claimed, legitimacyIndicators } = around;
  const outOf: Readonly<Record<GapKind, number>> = {
    THEME_WITHOUT_EVENT: themes.length,
    THEME_WITHOUT_RECOMMENDATION: themes.length,
    RECOMMENDATION_WITHOUT_RESPONSE: recommendations.totalCount,
    INDICATOR_WITHOUT_DATA: legitimacyIndicators.totalCount,
    CLAIM_WITHOUT_EVIDENCE: claimed.totalCount,
    CLAIM_WITHOUT_ASSESSMENT: claimed.totalCount,
    RECOMMENDATION_WITHOUT_DUE_DATE: open.totalCount,
    TENTATIVE_EVENT_IN_THE_PAST: tentative.totalCount,
    INDICATOR_OVERDUE: legitimacyIndicators.totalCount,
    TEXT_MISSING_NL: records.totalCount,
    TEXT_MISSING_FR: records.totalCount,
    TEXT_MISSING_DE: records.totalCount,
  };
  return (
    <Table
      caption={t`What is missing, of all themes and records there are`}
      columns={[t`What is missing`, t`How many`]}
    >
      {overview.everywhere.kinds.map(({ kind, count: found }) => {
        const count = format.number(found);
        const all = format.number(outOf[kind]);
        return (
          <Row
            key={kind}
            head={<Link to={path("missing", { kind })}>{t(GAP_KINDS[kind])}</Link>}
            cells={[
              <Trans>
                {count} of {all}
              </Trans>,
            ]}
          />
        );
      })}
    </Table>
  );
}
