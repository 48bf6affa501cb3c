import { Trans, useLingui } from "@lingui/react/macro";
import type { ImplementationStatus, RoadmapRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import { Row, Table } from "@segpol/page-base/table";

interface ProgressTableProps {
  readonly rows: readonly RoadmapRowFragment[];
}

/** How many are claimed, and how many were found, to be how far; the one beside the other. */
export function ProgressTable({ rows }: ProgressTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  const [total, withDate, late] = [
    rows.length,
    rows.filter(({ dueOn }) => dueOn != null).length,
    rows.filter(({ progress }) => progress.overdue).length,
  ];
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
          <Row
            key={status}
            head={t(label)}
            cells={[
              format.number(rows.filter(({ progress }) => progress.claimed === status).length),
              format.number(rows.filter(({ progress }) => progress.assessed === status).length),
            ]}
          />
        ))}
        <Row head={t`by nobody`} cells={["–", format.number(total - assessed)]} />
        <Row head={t`All`} cells={[format.number(total), format.number(total)]} />
      </Table>
    </section>
  );
}
