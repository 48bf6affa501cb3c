import { dayIn } from "../address/as-of.js";
import { chosen, chosenOf, commonFilter, listed, orderAndPage } from "../address/filters.js";
import type { AgendaQueryVariables, EventFilter, EventOrder } from "../generated/operations.js";
import { EVENT_KINDS, EVENT_STATUSES } from "../shared/labels.js";

const ORDERS: Readonly<Record<EventOrder, true>> = {
  RELEVANCE: true,
  DATE: true,
  DATE_DESC: true,
  TITLE: true,
  UPDATED_DESC: true,
};

/** Names in the address, of the agenda and of its calendar alike. */
export function eventFilter(search: URLSearchParams): EventFilter {
  const [from, to] = daysOf(search);
  return {
    ...commonFilter(search),
    ...listed("organisers", chosen(search, "organiser")),
    ...listed("kinds", chosenOf(search, "kind", EVENT_KINDS)),
    ...listed("statuses", chosenOf(search, "status", EVENT_STATUSES)),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** In the order of time, however they are given. */
function daysOf(search: URLSearchParams): readonly [string | undefined, string | undefined] {
  const [from, to] = [dayIn(search, "from"), dayIn(search, "to")];
  return from !== undefined && to !== undefined && from > to ? [to, from] : [from, to];
}

/** Beside the list itself, the counts for each choice leave out that choice. */
export function agendaVariables(search: URLSearchParams): AgendaQueryVariables {
  const filter = eventFilter(search);
  return {
    filter,
    orderBy: filter.text == null ? "DATE" : "RELEVANCE",
    ...orderAndPage(search, ORDERS),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyKind: { ...filter, kinds: null },
    anyStatus: { ...filter, statuses: null },
  };
}
