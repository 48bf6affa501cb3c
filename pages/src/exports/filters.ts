import { chosen, chosenOf, listed } from "../address/filters.js";
import { dayIn } from "../address/as-of.js";
import type { EventFilter, PublicationFilter } from "../generated/operations.js";
import { EVENT_KINDS, EVENT_STATUSES, PUBLICATION_TYPES } from "../shared/labels.js";

/** What lists of all kinds are filtered by, under the same names in the address. */
function recordFilter(search: URLSearchParams) {
  const [text] = chosen(search, "text") ?? [];
  return {
    ...(text !== undefined && { text }),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
    ...listed("criteria", chosen(search, "criterion")),
  };
}

export function eventFilter(search: URLSearchParams): EventFilter {
  const [from, to] = [dayIn(search, "from"), dayIn(search, "to")];
  return {
    ...recordFilter(search),
    ...listed("organisers", chosen(search, "organiser")),
    ...listed("kinds", chosenOf(search, "kind", EVENT_KINDS)),
    ...listed("statuses", chosenOf(search, "status", EVENT_STATUSES)),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

export function publicationFilter(search: URLSearchParams): PublicationFilter {
  return { ...recordFilter(search), ...listed("types", chosenOf(search, "kind", PUBLICATION_TYPES)) };
}
