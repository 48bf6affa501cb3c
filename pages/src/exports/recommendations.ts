import { msg } from "@lingui/core/macro";
import { chosen, listed } from "../address/filters.js";
import {
  type ExportRecommendationFragment,
  ExportRecommendations,
  ExportRoadmap,
  type RoadmapMeasuresFragment,
} from "../generated/operations.js";
import { recommendationVariables } from "../recommendations/filter.js";
import { isAddressed, roadmapFilter } from "../roadmap/read-roadmap.js";
import { byDay, type Measure, type Task, tasksOf } from "../roadmap/tasks.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { type Column, defineList } from "./list.js";
import { joined, NAME_COLUMNS, RECORD_COLUMNS } from "./record-columns.js";

type Row = ExportRecommendationFragment;

const OWN_COLUMNS: readonly Column<Row>[] = [
  { heading: msg`Number`, value: ({ ref }) => ref },
  { heading: msg`Kind`, value: ({ kind }, words) => words(RECOMMENDATION_KINDS[kind]) },
  { heading: msg`For whom`, value: ({ addresseeBodies }) => joined(addresseeBodies?.map(({ name }) => name)) },
  { heading: msg`Claimed`, value: ({ progress }, words) => words(IMPLEMENTATION_STATUSES[progress.claimed]) },
  {
    heading: msg`Last follow-up`,
    value: ({ progress }, words) => progress.lastFollowUpOn ?? words(msg`never reported`),
  },
  {
    heading: msg`Assessed`,
    value: ({ progress }, words) =>
      words(progress.assessed == null ? msg`by nobody` : IMPLEMENTATION_STATUSES[progress.assessed]),
  },
  { heading: msg`Open or closed`, value: ({ progress }, words) => words(CLOSURES[progress.closure]) },
  { heading: msg`Due`, value: ({ dueOn }, words) => dueOn ?? words(msg`no date`) },
  { heading: msg`Something is due next on`, value: ({ nextDue }) => nextDue },
  { heading: msg`To be assessed again on`, value: ({ nextReviewOn }) => nextReviewOn },
  { heading: msg`Overdue`, value: ({ progress }, words) => words(progress.overdue ? msg`yes` : msg`no`) },
  { heading: msg`Goal`, value: ({ goal }) => goal },
];

const COLUMNS: readonly Column<Row>[] = [...NAME_COLUMNS, ...OWN_COLUMNS, ...RECORD_COLUMNS];

export const recommendations = defineList({
  title: msg`Recommendations`,
  document: ExportRecommendations,
  variables(search) {
    const { filter, orderBy } = recommendationVariables(search);
    return { filter, ...(orderBy != null && { orderBy }) };
  },
  pageOf: (data) => data.recommendations,
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});

/** Something that somebody has to do: of a measure, with who has to do it, by when and how far it is; the rest is of its recommendation. */
interface TaskRow extends Row {
  readonly measure: Measure | null;
}

function taskRow({
  recommendation,
  measure,
  bodies,
  names,
  dueOn,
  progress,
}: Task<Row & RoadmapMeasuresFragment>): TaskRow {
  const { measuresConnection: _inRowsOfTheirOwn, ...whole } = recommendation;
  if (!measure) return { ...whole, measure: null };
  const own = { addressees: names, addresseeBodies: bodies, dueOn: dueOn ?? null, progress };
  return { ...whole, goal: null, nextDue: null, nextReviewOn: null, ...own, measure };
}

/** A measure stands beside the recommendation that it is of. */
const TASK_COLUMNS: readonly Column<TaskRow>[] = [
  ...NAME_COLUMNS,
  { heading: msg`Measure`, value: ({ measure }) => measure?.ref },
  { heading: msg`Text of the measure`, value: ({ measure }) => measure?.text },
  ...OWN_COLUMNS,
  ...RECORD_COLUMNS,
];

export const roadmap = defineList({
  title: msg`Roadmap`,
  document: ExportRoadmap,
  variables: (search) => ({ filter: roadmapFilter(search) }),
  pageOf: ({ recommendations: { nodes, ...page } }) => ({ ...page, nodes: tasksOf(nodes).map(taskRow) }),
  choose: (search) => ({
    filter: { ...roadmapFilter(search), ...listed("bodies", chosen(search, "body")) },
    passes: isAddressed(search),
  }),
  order: byDay,
  columns: TASK_COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});
