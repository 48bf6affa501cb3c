import { Trans, useLingui } from "@lingui/react/macro";
import type { PartnerPageQuery } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { Row, Table } from "@segpol/page-base/table";

interface FindingsProps {
  /** The partner's. */
  readonly code: string;
  readonly findings: NonNullable<PartnerPageQuery["partner"]>["source"]["findings"];
}

/** What keeps records out of the index; the graph shows it to the owner's staff and the cabinet alone. */
export function Findings({ code: partner, findings }: FindingsProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">
        <Trans>Records that are not in order</Trans>
      </h2>
      <Table
        caption={t`The latest first. Until they are mended, readers see these records as they last were in order, or not at all.`}
        columns={[t`Record`, t`Field`, t`Expected`, t`Came`, t`How to mend it`, t`Since`]}
      >
        {findings.map(({ recordId, code, field, expected, got, mend, since }) => (
          <Row
            key={`${recordId} ${code} ${field ?? ""}`}
            head={
              <>
                <code>{recordId}</code> <small>{code}</small>
              </>
            }
            cells={[field ?? <Trans>the whole record</Trans>, expected, got, mend, format.instant(since)]}
          />
        ))}
      </Table>
      <ExportLinks list="findings" search={{ partner }} />
    </section>
  );
}
