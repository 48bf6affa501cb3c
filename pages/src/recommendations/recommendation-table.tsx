import { Trans, useLingui } from "@lingui/react/macro";
import type { RecommendationRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { RecordLink } from "../shared/record-text.js";
import { OldCopy } from "../shared/old-copy.js";
import { Table } from "../shared/table.js";

interface RecommendationTableProps {
  readonly caption: string;
  readonly rows: readonly RecommendationRowFragment[];
}

/** Recommendations as rows; claims and assessments have columns of their own. */
export function RecommendationTable({ caption, rows }: RecommendationTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Table
      caption={caption}
      columns={[t`Recommendation`, t`Number`, t`For whom`, t`Claimed`, t`Assessed`, t`Due`, t`Partner`]}
    >
      {rows.map(({ id, ref, title, languages, kind, dueOn, addressees, partner, progress }) => (
        <tr key={id}>
          <th scope="row">
            <RecordLink id={id} languages={languages}>
              {title}
            </RecordLink>{" "}
            <small>{t(RECOMMENDATION_KINDS[kind])}</small>
          </th>
          <td>{ref}</td>
          <td>{addressees && addressees.length > 0 ? addressees.join(", ") : <Trans>nobody named</Trans>}</td>
          <td>
            {t(IMPLEMENTATION_STATUSES[progress.claimed])}
            <br />
            <small>
              {progress.lastFollowUpOn == null ? <Trans>never reported</Trans> : format.day(progress.lastFollowUpOn)}
            </small>
          </td>
          <td>
            {progress.assessed == null ? <Trans>by nobody</Trans> : t(IMPLEMENTATION_STATUSES[progress.assessed])}
            {progress.closure !== "OPEN" && (
              <>
                <br />
                <small>{t(CLOSURES[progress.closure])}</small>
              </>
            )}
          </td>
          <td>
            {dueOn == null ? <Trans>no date</Trans> : format.day(dueOn)}
            {progress.overdue && (
              <strong className="overdue">
                {" "}
                <Trans>overdue</Trans>
              </strong>
            )}
          </td>
          <td>
            {partner.acronym} <OldCopy state={partner.source.state} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
