import { useLingui } from "@lingui/react/macro";
import type { RecommendationRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { KeptBy } from "../shared/kept-by.js";
import { RECOMMENDATION_KINDS } from "../shared/labels.js";
import { Addressees, AssessmentWords, ClaimWords, ClosureNote, DueWords } from "../shared/progress-words.js";
import { RecordLink } from "../shared/record-text.js";
import { Table } from "@segpol/page-base/table";

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
          <td>
            <Addressees names={addressees} />
          </td>
          <td>
            <ClaimWords progress={progress} />
            {progress.lastFollowUpOn != null && (
              <>
                <br />
                <small>{format.day(progress.lastFollowUpOn)}</small>
              </>
            )}
          </td>
          <td>
            <AssessmentWords progress={progress} />
            <ClosureNote progress={progress} />
          </td>
          <td>
            <DueWords dueOn={dueOn} overdue={progress.overdue} />
          </td>
          <td>
            <KeptBy partner={partner} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
