import { chosen, commonFilter, listed, orderAndPage } from "../address/filters.js";
import type { IndicatorsQueryVariables, LegitimacyIndicatorFilter, RecordOrder } from "../generated/operations.js";

const ORDERS: Readonly<Record<RecordOrder, true>> = { RELEVANCE: true, TITLE: true, UPDATED_DESC: true };

function indicatorFilter(search: URLSearchParams): LegitimacyIndicatorFilter {
  return { ...commonFilter(search), ...listed("territories", chosen(search, "territory")) };
}

/** Beside the list itself, the counts for each choice leave out that choice. */
export function indicatorVariables(search: URLSearchParams): IndicatorsQueryVariables {
  const filter = indicatorFilter(search);
  return {
    filter,
    ...orderAndPage(search, ORDERS),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyCriterion: { ...filter, criteria: null },
    anyTerritory: { ...filter, territories: null },
  };
}
