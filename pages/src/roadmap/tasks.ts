import type {
  ForBodiesFragment,
  NamedBodyFragment,
  RoadmapMeasureFragment,
  RoadmapMeasuresFragment,
  RoadmapRowFragment,
} from "../generated/operations.js";

export type Measure = RoadmapMeasureFragment;

interface Branch extends Measure {
  readonly measures?: readonly Branch[];
}

/** What a recommendation has to say to be a task, and to have its measures be some. */
type Source = ForBodiesFragment & RoadmapMeasuresFragment & Pick<RoadmapRowFragment, "id" | "dueOn" | "progress">;

/** Something that somebody has to do: a recommendation, or a measure of it that has a body or a day of its own. */
export interface Task<Recommendation extends Source = RoadmapRowFragment> {
  readonly key: string;
  readonly recommendation: Recommendation;
  /** Undefined: the recommendation as a whole. */
  readonly measure: Measure | undefined;
  readonly bodies: readonly NamedBodyFragment[];
  /** The same as their owner wrote them. */
  readonly names: readonly string[];
  /** Last day on which it is to be done; undefined: none is given. */
  readonly dueOn: string | undefined;
  readonly progress: RoadmapRowFragment["progress"];
}

/** What has to be done, the first due first; what has no day comes last. */
export function tasksOf<Recommendation extends Source>(
  rows: readonly Recommendation[],
): readonly Task<Recommendation>[] {
  return rows.flatMap((recommendation) => tasksIn(recommendation)).toSorted(byDay);
}

interface Due {
  readonly dueOn?: string | null | undefined;
}

/** A recommendation as a whole, then its measures. One without a body or day has those of what it is part of. */
function tasksIn<Recommendation extends Source>(recommendation: Recommendation): readonly Task<Recommendation>[] {
  const { id, addresseeBodies, addressees, dueOn, progress, measuresConnection } = recommendation;
  const whole: Task<Recommendation> = {
    key: id,
    recommendation,
    measure: undefined,
    bodies: addresseeBodies ?? [],
    names: addressees ?? [],
    dueOn: dueOn ?? undefined,
    progress,
  };
  return [whole, ...measuresBelow(whole, measuresConnection?.nodes ?? [])];
}

function measuresBelow<Recommendation extends Source>(
  above: Task<Recommendation>,
  branches: readonly Branch[],
): readonly Task<Recommendation>[] {
  return branches.flatMap(({ measures = [], ...measure }) => {
    const task: Task<Recommendation> = {
      ...above,
      key: `${above.recommendation.id} ${measure.ref}`,
      measure,
      bodies: responsibleFor(measure) ?? above.bodies,
      names: measure.responsible == null ? above.names : [measure.responsible],
      dueOn: measure.dueOn ?? above.dueOn,
      progress: measure.progress,
    };
    const isOwn = measure.dueOn != null || measure.responsible != null;
    return [...(isOwn ? [task] : []), ...measuresBelow(task, measures)];
  });
}

/** The first due first; what has no day comes last. */
export function byDay(a: Due, b: Due): number {
  return compare(a.dueOn ?? LAST, b.dueOn ?? LAST);
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
