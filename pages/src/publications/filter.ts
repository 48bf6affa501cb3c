import { chosen, chosenOf, listed } from "../address/filters.js";
import type { PublicationFilter, PublicationsQueryVariables, RecordOrder } from "../generated/operations.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";

const ORDERS: Readonly<Record<Exclude<RecordOrder, "RELEVANCE">, true>> = { TITLE: true, UPDATED_DESC: true };

/** Names in the address, of the list and of its files alike. */
export function publicationFilter(search: URLSearchParams): PublicationFilter {
  const [text] = chosen(search, "text") ?? [];
  return {
    ...(text !== undefined && { text }),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
    ...listed("criteria", chosen(search, "criterion")),
    ...listed("types", chosenOf(search, "type", PUBLICATION_TYPES)),
  };
}

/** Beside the list itself, the counts for each choice leave out that choice. */
export function publicationVariables(search: URLSearchParams): PublicationsQueryVariables {
  const filter = publicationFilter(search);
  const [orderBy] = chosenOf(search, "order", ORDERS) ?? [];
  const after = search.get("after");
  return {
    filter,
    ...(orderBy !== undefined && { orderBy }),
    ...(after !== null && { after }),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyType: { ...filter, types: null },
  };
}
