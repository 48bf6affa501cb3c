import { chosenOf, commonFilter, listed, orderAndPage } from "../address/filters.js";
import type { PublicationFilter, PublicationsQueryVariables, RecordOrder } from "../generated/operations.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";

const ORDERS: Readonly<Record<RecordOrder, true>> = { RELEVANCE: true, TITLE: true, UPDATED_DESC: true };

export function publicationFilter(search: URLSearchParams): PublicationFilter {
  return { ...commonFilter(search), ...listed("types", chosenOf(search, "kind", PUBLICATION_TYPES)) };
}

/** Beside the list itself, the counts for each choice leave out that choice. */
export function publicationVariables(search: URLSearchParams): PublicationsQueryVariables {
  const filter = publicationFilter(search);
  return {
    filter,
    ...orderAndPage(search, ORDERS),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyType: { ...filter, types: null },
  };
}
