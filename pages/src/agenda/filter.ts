import { daysIn } from "../address/as-of.js";
import { chosen, chosenOf, commonFilter, given, listed, orderAndPage } from "../address/filters.js";
import type { AgendaQueryVariables, EventFilter, EventOrder } from "../generated/operations.js";
import { DATE_CERTAINTIES, EVENT_KINDS, EVENT_STATUSES } from "../shared/labels.js";

const ORDERS: Readonly<Record<EventOrder, true>> = {
  RELEVANCE: true,
  DATE: true,
  DATE_DESC: true,
  TITLE: true,
  UPDATED_DESC: true,
};

/** Names in the address, of the agenda and of its calendar alike. */
export function eventFilter(search: URLSearchParams): EventFilter {
  const [from, to] = daysIn(search);
  return {
    ...commonFilter(search),
    ...listed("organisers", chosen(search, "organiser")),
    ...listed("kinds", chosenOf(search, "kind", EVENT_KINDS)),
    ...listed("statuses", chosenOf(search, "status", EVENT_STATUSES)),
    ...listed("certainties", chosenOf(search, "certainty", DATE_CERTAINTIES)),
    ...listed("places", chosen(search, "place")),
    ...given("from", from),
    ...given("to", to),
  };
}

export function agendaVariables(search: URLSearchParams): AgendaQueryVariables {
  const filter = eventFilter(search);
  return {
    filter,
    orderBy: filter.text == null ? "DATE" : "RELEVANCE",
    ...orderAndPage(search, ORDERS),
  };
}
