import { chosenOf, commonFilter, listed, orderAndPage } from "../address/filters.js";
import type {
  RecommendationFilter,
  RecommendationOrder,
  RecommendationsQueryVariables,
} from "../generated/operations.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RECOMMENDATION_KINDS } from "../shared/labels.js";

const ORDERS: Readonly<Record<RecommendationOrder, true>> = {
  RELEVANCE: true,
  REF: true,
  DUE: true,
  PROGRESS: true,
  UPDATED_DESC: true,
};

export function recommendationFilter(search: URLSearchParams): RecommendationFilter {
  return {
    ...commonFilter(search),
    ...listed("kinds", chosenOf(search, "kind", RECOMMENDATION_KINDS)),
    ...listed("statuses", chosenOf(search, "status", IMPLEMENTATION_STATUSES)),
    ...listed("closures", chosenOf(search, "closure", CLOSURES)),
    ...(search.get("overdue") === "true" && { overdue: true }),
  };
}

/** Beside the list itself, the counts for each choice leave out that choice. */
export function recommendationVariables(search: URLSearchParams): RecommendationsQueryVariables {
  const filter = recommendationFilter(search);
  return {
    filter,
    ...orderAndPage(search, ORDERS),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyKind: { ...filter, kinds: null },
    anyStatus: { ...filter, statuses: null },
  };
}
