import { msg } from "@lingui/core/macro";
import {
  ExportCriteria,
  type ExportCriteriaQuery,
  ExportObjectives,
  type ExportObjectivesQuery,
} from "../generated/operations.js";
import { ACTION_SCOPES } from "../shared/labels.js";
import { type Column, defineList, onePage } from "./list.js";

const CRITERIA: readonly Column<ExportCriteriaQuery["criteria"][number]>[] = [
  { heading: msg`Code`, value: ({ code }) => code },
  { heading: msg`Criterion`, value: ({ title }) => title },
  { heading: msg`Definition`, value: ({ definition }) => definition },
  { heading: msg`Indicators`, value: ({ legitimacyIndicators }) => legitimacyIndicators.totalCount },
  { heading: msg`Recommendations`, value: ({ recommendations }) => recommendations.totalCount },
];

export const criteria = defineList({
  title: msg`Criteria of legitimacy`,
  document: ExportCriteria,
  variables: () => ({}),
  pageOf: (data) => onePage(data.criteria),
  columns: CRITERIA,
});

type Objective = ExportObjectivesQuery["objectives"][number];

interface Action {
  readonly objective: Pick<Objective, "code" | "title">;
  readonly action: Objective["actions"][number] | undefined;
}

const ACTIONS: readonly Column<Action>[] = [
  { heading: msg`Code`, value: ({ objective }) => objective.code },
  { heading: msg`Objective`, value: ({ objective }) => objective.title },
  { heading: msg`Number`, value: ({ action }) => action?.ref },
  { heading: msg`Where`, value: ({ action }, words) => action?.scope && words(ACTION_SCOPES[action.scope]) },
  { heading: msg`Action`, value: ({ action }) => action?.text },
];

/** Each action of each objective; one without actions stands alone. */
export const objectives = defineList({
  title: msg`Strategic objectives for 2030`,
  document: ExportObjectives,
  variables: () => ({}),
  pageOf: (data) =>
    onePage(
      data.objectives.flatMap(({ code, title, actions }): Action[] =>
        (actions.length > 0 ? actions : [undefined]).map((action) => ({ objective: { code, title }, action })),
      ),
    ),
  columns: ACTIONS,
});
