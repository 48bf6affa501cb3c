import { chosen, commonFilter, listed, orderAndPage } from "../address/filters.js";
import type { IndicatorsQueryVariables, LegitimacyIndicatorFilter, RecordOrder } from "../generated/operations.js";

const ORDERS: Readonly<Record<RecordOrder, true>> = { RELEVANCE: true, TITLE: true, UPDATED_DESC: true };

function indicatorFilter(search: URLSearchParams): LegitimacyIndicatorFilter {
  return { ...commonFilter(search), ...listed("territories", chosen(search, "territory")) };
}

export function indicatorVariables(search: URLSearchParams): IndicatorsQueryVariables {
  return { filter: indicatorFilter(search), ...orderAndPage(search, ORDERS) };
}
