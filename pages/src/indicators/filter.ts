import { chosen, chosenOf, listed } from "../address/filters.js";
import type { IndicatorsQueryVariables, LegitimacyIndicatorFilter, RecordOrder } from "../generated/operations.js";

const ORDERS: Readonly<Record<RecordOrder, true>> = { RELEVANCE: true, TITLE: true, UPDATED_DESC: true };

/** Names in the address: what a colleague's browser, a reload and Back show again. */
function indicatorFilter(search: URLSearchParams): LegitimacyIndicatorFilter {
  const [text] = chosen(search, "text") ?? [];
  return {
    ...(text !== undefined && { text }),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
    ...listed("criteria", chosen(search, "criterion")),
    ...listed("territories", chosen(search, "territory")),
  };
}

/** Beside the list itself, the counts for each choice leave out that choice. */
export function indicatorVariables(search: URLSearchParams): IndicatorsQueryVariables {
  const filter = indicatorFilter(search);
  const [orderBy] = chosenOf(search, "order", ORDERS) ?? [];
  const after = search.get("after");
  return {
    filter,
    ...(orderBy !== undefined && (orderBy !== "RELEVANCE" || filter.text != null) && { orderBy }),
    ...(after !== null && { after }),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyCriterion: { ...filter, criteria: null },
    anyTerritory: { ...filter, territories: null },
  };
}
