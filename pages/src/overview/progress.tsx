import { Trans, useLingui } from "@lingui/react/macro";
import type { ImplementationStatus, ProgressFiguresFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import { Table } from "@segpol/page-base/table";

interface ProgressProps {
  readonly themes: readonly ProgressFiguresFragment[];
  readonly partners: readonly ProgressFiguresFragment[];
  /** Names of themes and partners by their codes. */
  readonly titles: ReadonlyMap<string, string>;
  /** How many recommendations have a due date. */
  readonly dated: number;
  readonly overdue: number;
}

const STATUSES: readonly ImplementationStatus[] = ["NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"];

/** How far recommendations are: what actors claim and what others found, side by side and never as one. */
export function Progress({ themes, partners, titles, dated, overdue }: ProgressProps) {
  const { t } = useLingui();
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">
        <Trans>How far the recommendations are</Trans>
      </h2>
      <p>
        <Trans>
          {overdue} overdue of {dated} with a due date.
        </Trans>
      </p>
      <ProgressTable
        caption={t`By theme. A recommendation with several themes counts under each.`}
        heading={t`Theme`}
        rows={themes}
        titles={titles}
      />
      <ProgressTable caption={t`By partner.`} heading={t`Partner`} rows={partners} titles={titles} />
    </section>
  );
}

interface ProgressTableProps {
  readonly caption: string;
  readonly heading: string;
  readonly rows: readonly ProgressFiguresFragment[];
  readonly titles: ReadonlyMap<string, string>;
}

function ProgressTable({ caption, heading, rows, titles }: ProgressTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Table
      caption={caption}
      columns={[
        heading,
        t`Recommendations`,
        ...STATUSES.map((status) => `${t`Claimed`}: ${t(IMPLEMENTATION_STATUSES[status])}`),
        t`Assessed by somebody`,
        t`Overdue`,
      ]}
    >
      {rows.map(({ code, total, claimed, assessed, overdue }) => {
        const found = assessed.filter(({ count }) => count > 0);
        const assessedCount = found.reduce((sum, { count }) => sum + count, 0);
        return (
          <tr key={code}>
            <th scope="row">{titles.get(code) ?? code}</th>
            <td>{format.number(total)}</td>
            {total === 0 ? (
              <td colSpan={STATUSES.length + 2}>
                <Trans>no recommendation</Trans>
              </td>
            ) : (
              <>
                {STATUSES.map((status) => (
                  <td key={status}>{format.number(claimed.find((each) => each.status === status)?.count ?? 0)}</td>
                ))}
                <td>
                  <Trans>
                    {assessedCount} of {total}
                  </Trans>
                  {assessedCount > 0 &&
                    `: ${found.map(({ status, count }) => `${t(IMPLEMENTATION_STATUSES[status])} ${format.number(count)}`).join(", ")}`}
                </td>
                <td>{format.number(overdue)}</td>
              </>
            )}
          </tr>
        );
      })}
    </Table>
  );
}
