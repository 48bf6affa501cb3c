import { chosen, chosenOf, listed } from "../address/filters.js";
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

/** Names in the address: what a colleague's browser, a reload and Back show again. */
export function recommendationFilter(search: URLSearchParams): RecommendationFilter {
  const [text] = chosen(search, "text") ?? [];
  return {
    ...(text !== undefined && { text }),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
    ...listed("criteria", chosen(search, "criterion")),
    ...listed("kinds", chosenOf(search, "kind", RECOMMENDATION_KINDS)),
    ...listed("statuses", chosenOf(search, "status", IMPLEMENTATION_STATUSES)),
    ...listed("closures", chosenOf(search, "closure", CLOSURES)),
    ...(search.get("overdue") === "true" && { overdue: true }),
  };
}

/** Beside the list itself, the counts for each choice leave out that choice. */
export function recommendationVariables(search: URLSearchParams): RecommendationsQueryVariables {
  const filter = recommendationFilter(search);
  const [orderBy] = chosenOf(search, "order", ORDERS) ?? [];
  const after = search.get("after");
  return {
    filter,
    ...(orderBy !== undefined && (orderBy !== "RELEVANCE" || filter.text != null) && { orderBy }),
    ...(after !== null && { after }),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyKind: { ...filter, kinds: null },
    anyStatus: { ...filter, statuses: null },
  };
}
