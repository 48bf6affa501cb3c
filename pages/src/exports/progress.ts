import { msg } from "@lingui/core/macro";
import { chosen, listed } from "../address/filters.js";
import {
  ExportProgress,
  ExportProgressHistory,
  type ProgressFiguresFragment,
  type ProgressThenFragment,
} from "../generated/operations.js";
import { historyDays } from "../progress/history-days.js";
import { countOf, type Figures, STATUSES } from "../progress/progress-table.js";
import { CLOSURES, IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import { type Column, defineList, onePage } from "./list.js";

const FIGURES: readonly Column<Figures>[] = [
  { heading: msg`Recommendations`, value: ({ total }) => total },
  ...STATUSES.map((status): Column<Figures> => {
    const words = IMPLEMENTATION_STATUSES[status];
    return {
      heading: (say, { colon }) => `${say(msg`Claimed`)}${colon}${say(words)}`,
      value: ({ claimed }) => countOf(claimed, status),
    };
  }),
  { heading: msg`Never reported on`, value: ({ neverReported }) => neverReported },
  ...STATUSES.map((status): Column<Figures> => {
    const words = IMPLEMENTATION_STATUSES[status];
    return {
      heading: (say, { colon }) => `${say(msg`Assessed`)}${colon}${say(words)}`,
      value: ({ assessed }) => countOf(assessed, status),
    };
  }),
  { heading: msg`Assessed by nobody`, value: ({ unassessed }) => unassessed },
  { heading: msg`With a due date`, value: ({ withDueDate }) => withDueDate },
  { heading: msg`Overdue`, value: ({ overdue }) => overdue },
  ...(
    ["OPEN", "CLOSED_IMPLEMENTED", "CLOSED_NOT_IMPLEMENTED", "NO_LONGER_RELEVANT", "COULD_NOT_BE_VERIFIED"] as const
  ).map((closure): Column<Figures> => ({
    heading: CLOSURES[closure],
    value: ({ closures }) => closures.find((each) => each.closure === closure)?.count ?? 0,
  })),
];

interface OfDimension extends ProgressFiguresFragment {
  readonly by: keyof typeof DIMENSIONS;
}

const DIMENSIONS = {
  THEME: msg`Theme`,
  PARTNER: msg`Partner`,
  CRITERION: msg`Criterion`,
  KIND: msg`Kind`,
  BODY: msg`For whom`,
} as const;

const COLUMNS: readonly Column<OfDimension>[] = [
  { heading: msg`Counted by`, value: ({ by }, words) => words(DIMENSIONS[by]) },
  { heading: msg`Code`, value: ({ code }) => code },
  { heading: msg`Name`, value: ({ code, label }) => label ?? code },
  ...FIGURES,
];

/** How far recommendations are, by everything that they are counted by. */
export const progress = defineList({
  title: msg`How far the recommendations are`,
  document: ExportProgress,
  variables: () => ({}),
  pageOf: ({ overview: { byTheme, byPartner, byCriterion, byKind, byBody } }) =>
    onePage<OfDimension>([
      ...byTheme.map((row) => ({ by: "THEME" as const, ...row })),
      ...byPartner.map((row) => ({ by: "PARTNER" as const, ...row })),
      ...byCriterion.map((row) => ({ by: "CRITERION" as const, ...row })),
      ...byKind.map((row) => ({ by: "KIND" as const, ...row })),
      ...byBody.map((row) => ({ by: "BODY" as const, ...row })),
    ]),
  columns: COLUMNS,
});

const THEN: readonly Column<ProgressThenFragment>[] = [{ heading: msg`Day`, value: ({ on }) => on }, ...FIGURES];

/** The same at the ends of days, as the page shows it. */
export const progressHistory = defineList({
  title: msg`How far they were over time`,
  document: ExportProgressHistory,
  variables: (search) => ({
    ...historyDays(search),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
  }),
  pageOf: ({ overview }) => onePage(overview.progressHistory),
  choose: (search) => ({
    filter: {
      ...historyDays(search),
      ...listed("themes", chosen(search, "theme")),
      ...listed("partners", chosen(search, "partner")),
    },
    passes: () => true,
  }),
  columns: THEN,
});
