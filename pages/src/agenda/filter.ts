import { dayIn } from "../address/as-of.js";
import { chosen, chosenOf, listed } from "../address/filters.js";
import type { AgendaQueryVariables, EventFilter, EventOrder } from "../generated/operations.js";
import { EVENT_KINDS, EVENT_STATUSES } from "../shared/labels.js";

const ORDERS: Readonly<Record<Exclude<EventOrder, "RELEVANCE">, true>> = {
  DATE: true,
  DATE_DESC: true,
  TITLE: true,
  UPDATED_DESC: true,
};

/** Names in the address, of the agenda and of its calendar alike. */
export function eventFilter(search: URLSearchParams): EventFilter {
  const [text] = chosen(search, "text") ?? [];
  const [from, to] = daysOf(search);
  return {
    ...(text !== undefined && { text }),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
    ...listed("organisers", chosen(search, "organiser")),
    ...listed("criteria", chosen(search, "criterion")),
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
  const [orderBy = "DATE"] = chosenOf(search, "order", ORDERS) ?? [];
  const after = search.get("after");
  return {
    filter,
    orderBy,
    ...(after !== null && { after }),
    anyTheme: { ...filter, themes: null },
    anyPartner: { ...filter, partners: null },
    anyKind: { ...filter, kinds: null },
    anyStatus: { ...filter, statuses: null },
  };
}
