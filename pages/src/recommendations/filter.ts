import { dayIn } from "../address/as-of.js";
import { chosen, chosenAnswer, chosenOf, commonFilter, given, listed, orderAndPage } from "../address/filters.js";
import type {
  RecommendationFilter,
  RecommendationOrder,
  RecommendationsQueryVariables,
} from "../generated/operations.js";
import { ASSESSED, CLOSURES, IMPLEMENTATION_STATUSES, RECOMMENDATION_KINDS } from "../shared/labels.js";

const ORDERS: Readonly<Record<RecommendationOrder, true>> = {
  RELEVANCE: true,
  REF: true,
  DUE: true,
  PROGRESS: true,
  UPDATED_DESC: true,
};

/** Names in the address, of the list, the roadmap and their files alike. */
export function recommendationFilter(search: URLSearchParams): RecommendationFilter {
  const [dueFrom, dueBefore] = daysOf(search);
  return {
    ...commonFilter(search),
    ...listed("kinds", chosenOf(search, "kind", RECOMMENDATION_KINDS)),
    ...listed("statuses", chosenOf(search, "status", IMPLEMENTATION_STATUSES)),
    ...listed("closures", chosenOf(search, "closure", CLOSURES)),
    ...listed("assessed", chosenOf(search, "assessed", ASSESSED)),
    ...listed("addressees", chosen(search, "body")),
    ...given("claimDiffersFromAssessment", chosenAnswer(search, "differs")),
    ...given("hasEvidence", chosenAnswer(search, "evidence")),
    ...given("neverReported", chosenAnswer(search, "neverReported")),
    ...given("lastFollowUpBefore", dayIn(search, "reportedBefore")),
    ...given("dueFrom", dueFrom),
    ...given("dueBefore", dueBefore),
    ...(search.get("overdue") === "true" && { overdue: true }),
  };
}

/** In the order of time, however they are given; one day twice is no time. */
function daysOf(search: URLSearchParams): readonly [string | undefined, string | undefined] {
  const [from, before] = [dayIn(search, "dueFrom"), dayIn(search, "dueBefore")];
  if (from === undefined || before === undefined || from < before) return [from, before];
  return from === before ? [from, undefined] : [before, from];
}

export function recommendationVariables(search: URLSearchParams): RecommendationsQueryVariables {
  return { filter: recommendationFilter(search), ...orderAndPage(search, ORDERS) };
}
