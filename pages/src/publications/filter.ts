import { daysIn } from "../address/as-of.js";
import { chosenOf, commonFilter, given, listed, orderAndPage } from "../address/filters.js";
import type { PublicationFilter, PublicationsQueryVariables, RecordOrder } from "../generated/operations.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";

const ORDERS: Readonly<Record<RecordOrder, true>> = { RELEVANCE: true, TITLE: true, UPDATED_DESC: true };

export function publicationFilter(search: URLSearchParams): PublicationFilter {
  const [from, to] = daysIn(search);
  return {
    ...commonFilter(search),
    ...listed("types", chosenOf(search, "kind", PUBLICATION_TYPES)),
    ...given("from", from),
    ...given("to", to),
  };
}

export function publicationVariables(search: URLSearchParams): PublicationsQueryVariables {
  return { filter: publicationFilter(search), ...orderAndPage(search, ORDERS) };
}
