import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import type { RoadmapRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { byBodies, byMonth, dated, type Group } from "./groups.js";
import { RoadmapTable } from "./roadmap-table.js";

interface RowsProps {
  readonly rows: readonly RoadmapRowFragment[];
}

/** Bodies that have to do the same together, each with their months; what names no body comes last. */
export function Bodies({ rows }: RowsProps) {
  const { t } = useLingui();
  return byBodies(rows).map(({ key, rows: ofBodies }) => (
    <BodySection key={key ?? ""} name={key ?? t`Nobody named`} rows={ofBodies} />
  ));
}

function BodySection({ name, rows }: RowsProps & { readonly name: string }) {
  const id = useId();
  const monthName = useMonthName();
  const total = rows.length;
  const withDate = dated(rows);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{name}</bdi>
      </h2>
      <p>
        <Trans>
          {withDate} of {total} have a due date.
        </Trans>
      </p>
      {byMonth(rows).map((month) => (
        <RoadmapTable key={month.key ?? ""} caption={`${name}: ${monthName(month, total)}`} rows={month.rows} />
      ))}
    </section>
  );
}

/** Each month with all that is due in it; what has no date comes last. */
export function Months({ rows }: RowsProps) {
  const monthName = useMonthName();
  const total = rows.length;
  return byMonth(rows).map((month) => (
    <section key={month.key ?? ""}>
      <h2>{monthName(month, total)}</h2>
      <RoadmapTable caption={monthName(month, total)} rows={month.rows} />
    </section>
  ));
}

function useMonthName(): (month: Group, total: number) => string {
  const { t } = useLingui();
  const format = useFormat();
  return ({ key, rows }, total) => {
    const count = rows.length;
    return key === undefined ? t`without a due date, ${count} of ${total}` : format.longMonth(key);
  };
}
