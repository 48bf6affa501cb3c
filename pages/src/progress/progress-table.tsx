import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { ImplementationStatus, ProgressThenFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { Count } from "../shared/given-count.js";
import { IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import { Row, Table } from "@segpol/page-base/table";

/** How many recommendations say what, of a code or at the end of a day. */
export type Figures = Omit<ProgressThenFragment, "on">;

export const STATUSES: readonly ImplementationStatus[] = [
  "NO_EVIDENCE",
  "NOT_STARTED",
  "LIMITED",
  "SUBSTANTIAL",
  "COMPLETE",
];

/** How many have a status; none: nobody said. */
export function countOf(
  counts: readonly { readonly status: ImplementationStatus; readonly count: number }[],
  status: ImplementationStatus,
): number {
  return counts.find((each) => each.status === status)?.count ?? 0;
}

interface ProgressTableProps {
  readonly caption: string;
  /** Of the first column. */
  readonly heading: string;
  readonly rows: readonly { readonly key: string; readonly head: ReactNode; readonly figures: Figures }[];
}

/** What actors claim and what others found, side by side and never as one; each number with what it is of. */
export function ProgressTable({ caption, heading, rows }: ProgressTableProps) {
  const { t } = useLingui();
  const { colon } = useFormat();
  return (
    <Table
      className="matrix"
      caption={caption}
      columns={[
        heading,
        t`Recommendations`,
        ...STATUSES.map((status) => `${t`Claimed`}${colon}${t(IMPLEMENTATION_STATUSES[status])}`),
        t`Assessed by somebody`,
        t`Overdue of those with a due date`,
        t`Open`,
      ]}
    >
      {rows.map(({ key, head, figures }) => (
        <Row
          key={key}
          head={head}
          cells={[
            <Count count={figures.total} />,
            ...STATUSES.map((status) => <Claimed key={status} status={status} figures={figures} />),
            <Assessed figures={figures} />,
            <Overdue figures={figures} />,
            <Open figures={figures} />,
          ]}
        />
      ))}
    </Table>
  );
}

interface CellProps {
  readonly figures: Figures;
}

/** That nobody ever reported is another thing than that there is no evidence, and is counted among it. */
function Claimed({ status, figures }: CellProps & { readonly status: ImplementationStatus }) {
  const format = useFormat();
  const { claimed, neverReported } = figures;
  return (
    <>
      {format.number(countOf(claimed, status))}
      {status === "NO_EVIDENCE" && neverReported > 0 && (
        <>
          {" "}
          <small>
            (<Plural value={neverReported} one="# never reported" other="# never reported" />)
          </small>
        </>
      )}
    </>
  );
}

function Assessed({ figures: { total, assessed, unassessed } }: CellProps) {
  const { t } = useLingui();
  const format = useFormat();
  const assessedCount = total - unassessed;
  const found = assessed.filter(({ count }) => count > 0);
  return (
    <>
      <span className="fraction">
        <Trans>
          {assessedCount} of {total}
        </Trans>
      </span>
      {found.length > 0 && (
        <>
          {format.colon}
          {found.map(({ status, count }) => `${t(IMPLEMENTATION_STATUSES[status])} ${format.number(count)}`).join(", ")}
        </>
      )}
    </>
  );
}

function Overdue({ figures: { overdue, withDueDate } }: CellProps) {
  return (
    <span className="fraction">
      <Trans>
        {overdue} of {withDueDate}
      </Trans>
    </span>
  );
}

function Open({ figures: { total, closures } }: CellProps) {
  const open = closures.find(({ closure }) => closure === "OPEN")?.count ?? 0;
  return (
    <span className="fraction">
      <Trans>
        {open} of {total}
      </Trans>
    </span>
  );
}
