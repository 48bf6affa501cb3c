import { Trans, useLingui } from "@lingui/react/macro";
import type { ImplementationStatus, RoadmapRowFragment } from "../generated/operations.js";
import { dated, overdue } from "../roadmap/groups.js";
import { useFormat } from "../shared/format.js";
import { IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import { Table } from "@segpol/page-base/table";

interface ProgressTableProps {
  readonly rows: readonly RoadmapRowFragment[];
}

/** How many are claimed, and how many were found, to be how far; the one beside the other. */
export function ProgressTable({ rows }: ProgressTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  const [total, withDate, late] = [rows.length, dated(rows), overdue(rows).length];
  const assessed = rows.filter(({ progress }) => progress.assessed != null).length;
  const reported = rows.filter(({ progress }) => progress.lastFollowUpOn != null).length;
  const statuses = Object.entries(IMPLEMENTATION_STATUSES) as [
    ImplementationStatus,
    (typeof IMPLEMENTATION_STATUSES)["LIMITED"],
  ][];
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">
        <Trans>How far the recommendations are</Trans>
      </h2>
      <p>
        <Trans>
          {reported} of {total} ever reported on; {assessed} of {total} assessed by somebody; {withDate} of {total} with
          a due date; {late} overdue of {withDate} with a due date.
        </Trans>
      </p>
      <Table
        caption={t`Claimed by those who act, and assessed by others`}
        columns={[t`How far`, t`Claimed`, t`Assessed`]}
      >
        {statuses.map(([status, label]) => (
          <tr key={status}>
            <th scope="row">{t(label)}</th>
            <td>{format.number(rows.filter(({ progress }) => progress.claimed === status).length)}</td>
            <td>{format.number(rows.filter(({ progress }) => progress.assessed === status).length)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t`by nobody`}</th>
          <td>–</td>
          <td>{format.number(total - assessed)}</td>
        </tr>
        <tr>
          <th scope="row">{t`All`}</th>
          <td>{format.number(total)}</td>
          <td>{format.number(total)}</td>
        </tr>
      </Table>
    </section>
  );
}
