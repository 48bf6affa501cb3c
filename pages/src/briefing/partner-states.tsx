import { Trans, useLingui } from "@lingui/react/macro";
import type { SourceStateFragment } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { SOURCE_STATES } from "../shared/labels.js";
import { Row, Table } from "@segpol/page-base/table";

/** How fresh each partner is, as a table that prints. */
export function PartnerStates({ sources }: { readonly sources: readonly SourceStateFragment[] }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <section aria-labelledby="partner-states">
      <h2 id="partner-states">
        <Trans>How fresh each partner is</Trans>
      </h2>
      <Table
        caption={t`How fresh each partner is`}
        isBelowHeading
        columns={[t`Partner`, t`State`, t`Last contact`, t`Content last changed`, t`Records`]}
      >
        {sources.map(({ partner, state, lastContactAt, lastChangeAt, records, problem }) => (
          <Row
            key={partner.code}
            head={partner.name}
            cells={[
              `${t(SOURCE_STATES[state])}${problem == null ? "" : ` (${problem})`}`,
              lastContactAt == null ? <Trans>never</Trans> : format.instant(lastContactAt),
              lastChangeAt == null ? <Trans>never</Trans> : format.instant(lastChangeAt),
              format.number(records),
            ]}
          />
        ))}
      </Table>
      <ExportLinks list="partners" />
    </section>
  );
}
