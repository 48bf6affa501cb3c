import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { useFormat } from "../shared/format.js";
import { RoadmapTable } from "./roadmap-table.js";
import { byBodies, byMonth, dated, type Group, type Task } from "./tasks.js";

interface TasksProps {
  readonly tasks: readonly Task[];
}

/** Bodies that have to do the same together, each with their months; what names no body comes last. */
export function Bodies({ tasks }: TasksProps) {
  const { t } = useLingui();
  return byBodies(tasks).map(({ key, name, tasks: ofBodies }) => (
    <BodySection key={key} name={name ?? t`Nobody named`} tasks={ofBodies} />
  ));
}

function BodySection({ name, tasks }: TasksProps & { readonly name: string }) {
  const id = useId();
  const { colon } = useFormat();
  const monthName = useMonthName();
  const total = tasks.length;
  const withDate = dated(tasks);
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
      {byMonth(tasks).map((month) => (
        <RoadmapTable key={month.key} caption={`${name}${colon}${monthName(month, total)}`} tasks={month.tasks} />
      ))}
    </section>
  );
}

/** Each month with all that is due in it; what has no date comes last. */
export function Months({ tasks }: TasksProps) {
  const monthName = useMonthName();
  const total = tasks.length;
  return byMonth(tasks).map((month) => (
    <section key={month.key}>
      <h2>{monthName(month, total)}</h2>
      <RoadmapTable caption={monthName(month, total)} tasks={month.tasks} />
    </section>
  ));
}

function useMonthName(): (month: Group, total: number) => string {
  const { t } = useLingui();
  const format = useFormat();
  return ({ name, tasks }, total) => {
    const count = tasks.length;
    return name === undefined ? t`without a due date, ${count} of ${total}` : format.longMonth(name);
  };
}
