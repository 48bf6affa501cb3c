import { msg } from "@lingui/core/macro";
import { chosen, listed } from "../address/filters.js";
import { ExportRecommendations, type ExportRecommendationsQuery } from "../generated/operations.js";
import { recommendationVariables } from "../recommendations/filter.js";
import { isAddressed, roadmapFilter } from "../roadmap/read-roadmap.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { type Column, defineList } from "./list.js";
import { joined, NAME_COLUMNS, RECORD_COLUMNS } from "./record-columns.js";

type Row = ExportRecommendationsQuery["recommendations"]["nodes"][number];

const COLUMNS: readonly Column<Row>[] = [
  ...NAME_COLUMNS,
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
  ...RECORD_COLUMNS,
];

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

export const roadmap = defineList({
  title: msg`Roadmap`,
  document: ExportRecommendations,
  variables: (search) => ({ filter: roadmapFilter(search), orderBy: "DUE" as const }),
  pageOf: (data) => data.recommendations,
  choose: (search) => ({
    filter: { ...roadmapFilter(search), ...listed("bodies", chosen(search, "body")) },
    passes: isAddressed(search),
  }),
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});
