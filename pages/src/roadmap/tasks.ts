import type { NamedBodyFragment, RoadmapRowFragment } from "../generated/operations.js";

export type Measure = NonNullable<RoadmapRowFragment["measuresConnection"]>["nodes"][number];

/** Something that somebody has to do: a recommendation, or a measure of it that has a body or a day of its own. */
export interface Task {
  readonly key: string;
  readonly recommendation: RoadmapRowFragment;
  /** Undefined: the recommendation as a whole. */
  readonly measure: Measure | undefined;
  readonly bodies: readonly NamedBodyFragment[];
  /** Last day on which it is to be done; undefined: none is given. */
  readonly dueOn: string | undefined;
  readonly progress: RoadmapRowFragment["progress"];
}

/** What has to be done, the first due first; what has no day comes last. A measure without a body or day has those of its recommendation. */
export function tasksOf(rows: readonly RoadmapRowFragment[]): readonly Task[] {
  const tasks = rows.flatMap((recommendation): Task[] => {
    const bodies = recommendation.addresseeBodies ?? [];
    const dueOn = recommendation.dueOn ?? undefined;
    const own = (recommendation.measuresConnection?.nodes ?? []).filter(
      (measure) => measure.dueOn != null || measure.responsible != null,
    );
    return [
      {
        key: recommendation.id,
        recommendation,
        measure: undefined,
        bodies,
        dueOn,
        progress: recommendation.progress,
      },
      ...own.map((measure) => ({
        key: `${recommendation.id} ${measure.ref}`,
        recommendation,
        measure,
        bodies: responsibleFor(measure) ?? bodies,
        dueOn: measure.dueOn ?? dueOn,
        progress: measure.progress,
      })),
    ];
  });
  return tasks.toSorted((a, b) => compare(a.dueOn ?? LAST, b.dueOn ?? LAST));
}

/** After every day. */
const LAST = "~";

function responsibleFor({ responsible, responsibleBody }: Measure): readonly NamedBodyFragment[] | undefined {
  if (responsible == null) return undefined;
  return [responsibleBody ?? { id: responsible, name: responsible }];
}

/** Tasks that have a month or bodies in common. */
export interface Group {
  readonly key: string;
  /** Undefined: they have none. */
  readonly name: string | undefined;
  readonly tasks: readonly Task[];
}

/** By the month of the due date, such as 2027-03, the first first; what has no date comes last. */
export function byMonth(tasks: readonly Task[]): readonly Group[] {
  return groupsOf(tasks, ({ dueOn }) => ({ key: dueOn?.slice(0, 7) ?? "", name: dueOn?.slice(0, 7) }));
}

/** By who has to do it together, so that each task stands once; what names nobody comes last. */
export function byBodies(tasks: readonly Task[]): readonly Group[] {
  return groupsOf(tasks, ({ bodies }) => {
    const named = [...new Map(bodies.map(({ id, name }) => [id, name]))];
    return {
      key: named.map(([id]) => id).join(" "),
      name: named.length > 0 ? named.map(([, name]) => name).join(", ") : undefined,
    };
  });
}

function groupsOf(tasks: readonly Task[], groupOf: (task: Task) => Omit<Group, "tasks">): readonly Group[] {
  return [...Map.groupBy(tasks, (task) => groupOf(task).key)]
    .flatMap(([key, all]) => (all[0] ? [{ key, name: groupOf(all[0]).name, tasks: all }] : []))
    .toSorted((a, b) => compare(a.name ?? LAST, b.name ?? LAST));
}

/** Bodies that have something to do, in the order of the alphabet, each with how much. */
export function bodiesOf(
  tasks: readonly Task[],
): readonly { readonly code: string; readonly label: string; readonly count: number }[] {
  const named = tasks.flatMap(({ bodies }) => [...new Map(bodies.map((body) => [body.id, body])).values()]);
  return [...Map.groupBy(named, ({ id }) => id)]
    .map(([code, all]) => ({ code, label: all[0]?.name ?? code, count: all.length }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

export function dated(tasks: readonly Pick<Task, "dueOn">[]): number {
  return tasks.filter(({ dueOn }) => dueOn !== undefined).length;
}

export function overdue(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter(({ progress }) => progress.overdue);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
