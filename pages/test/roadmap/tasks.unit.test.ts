import { expect, it } from "vitest";
import type { RoadmapRowFragment } from "../../src/generated/operations.js";
import { bodiesOf, byBodies, byMonth, dated, tasksOf } from "../../src/roadmap/tasks.js";

const PROGRESS = {
  claimed: "NOT_STARTED",
  assessed: null,
  closure: "OPEN",
  overdue: false,
  lastFollowUpOn: null,
} as const;
const POLICE = { id: "federal-police", name: "Federal Police" };
const MINISTER = { id: "minister-interior", name: "Minister of the Interior" };

interface Given {
  readonly dueOn?: string;
  readonly bodies?: readonly (typeof POLICE)[];
  readonly measures?: readonly GivenBranch[];
}

interface GivenMeasure {
  readonly ref: string;
  readonly dueOn?: string;
  readonly responsible?: typeof POLICE;
}

/** A measure with others below it. */
interface GivenBranch extends GivenMeasure {
  readonly measures?: readonly GivenMeasure[];
}

const measureOf = ({ ref, dueOn, responsible }: GivenMeasure) => ({
  ref,
  text: ref,
  localizedText: null,
  dueOn: dueOn ?? null,
  responsible: responsible?.name ?? null,
  responsibleBody: responsible ?? null,
  progress: PROGRESS,
});

function recommendation(id: string, { dueOn, bodies = [], measures = [] }: Given): RoadmapRowFragment {
  return {
    id,
    title: id,
    titleText: null,
    ref: null,
    kind: "RECOMMENDATION",
    dueOn: dueOn ?? null,
    nextDue: null,
    addressees: bodies.map(({ name }) => name),
    addresseeBodies: bodies,
    partner: { code: "CPS", name: "CPS", acronym: "CPS", source: { state: "LIVE" } },
    progress: PROGRESS,
    measuresConnection: {
      totalCount: measures.length,
      nodes: measures.map(({ measures: below = [], ...measure }) => ({
        ...measureOf(measure),
        measures: below.map((each) => ({ ...measureOf(each), measures: [] })),
      })),
    },
    followUpsConnection: null,
    assessmentsConnection: null,
  };
}

const TASKS = tasksOf([
  recommendation("a", {
    dueOn: "2027-06-30",
    bodies: [POLICE],
    measures: [
      { ref: "a.1" },
      { ref: "a.2", dueOn: "2027-01-31" },
      { ref: "a.3", responsible: MINISTER, measures: [{ ref: "a.3.1" }, { ref: "a.3.2", dueOn: "2027-02-28" }] },
    ],
  }),
  recommendation("b", { bodies: [MINISTER, POLICE] }),
  recommendation("c", {}),
]);

it("a measure with a day or a body of its own is a task, and has the other from what it is part of", () => {
  expect(TASKS.map(({ key, dueOn, bodies }) => [key, dueOn, bodies.map(({ id }) => id)])).toEqual([
    ["a a.2", "2027-01-31", ["federal-police"]],
    ["a a.3.2", "2027-02-28", ["minister-interior"]],
    ["a", "2027-06-30", ["federal-police"]],
    ["a a.3", "2027-06-30", ["minister-interior"]],
    ["b", undefined, ["minister-interior", "federal-police"]],
    ["c", undefined, []],
  ]);
  expect(dated(TASKS)).toBe(4);
});

it("tasks stand once by month and by the bodies that have them together; what has none comes last", () => {
  expect(byMonth(TASKS).map(({ name, tasks }) => [name, tasks.length])).toEqual([
    ["2027-01", 1],
    ["2027-02", 1],
    ["2027-06", 2],
    [undefined, 2],
  ]);
  expect(byBodies(TASKS).map(({ name, tasks }) => [name, tasks.length])).toEqual([
    ["Federal Police", 2],
    ["Minister of the Interior", 2],
    ["Minister of the Interior, Federal Police", 1],
    [undefined, 1],
  ]);
  expect(bodiesOf(TASKS).map(({ code, count }) => [code, count])).toEqual([
    ["federal-police", 3],
    ["minister-interior", 3],
  ]);
});
