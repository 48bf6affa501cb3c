import { msg } from "@lingui/core/macro";
import { checkDays } from "../address/as-of.js";
import { eventFilter } from "../agenda/filter.js";
import { isPageLanguage, type PageLanguage } from "@segpol/page-base/language";
import { loadI18n } from "../app/i18n.js";
import {
  Calendar,
  type CalendarEventFragment,
  CalendarOfEvent,
  type CalendarOfEventQuery,
} from "../generated/operations.js";
import { type Answer, askGraph, type Asking } from "../graph/ask.js";
import { fail, isFailure, statusOf } from "../failure.js";
import type * as Public from "../public.js";
import { writeCalendar } from "./write-calendar.js";

/** Makes the calendar at an address: /nl/agenda.ics with the filters of the agenda, or /nl/events/<id>/event.ics. */
export const renderCalendar: typeof Public.renderCalendar = async (request, transport) => {
  const { origin, pathname, searchParams } = new URL(request.url);
  const [, language, page, id] = pathname.split("/");
  if (!isPageLanguage(language)) throw new Error(`Expected an address under a language; got ${request.url}.`);
  const asking: Asking = { request, language, transport };
  try {
    checkDays(searchParams);
    const events = page === "events" ? await readOne(asking, decodeURIComponent(id ?? "")) : await readAll(asking);
    const i18n = await loadI18n(language);
    if (!events)
      return {
        status: 404,
        body: i18n._(msg`There is nothing here: it never was, it has been withdrawn, or you may not see it.`),
      };
    const name = i18n._(msg`Agenda of the States General of the Police`);
    return { status: 200, body: writeCalendar({ name, events, i18n, pageOf: pagesUnder(origin, language) }) };
  } catch (error) {
    if (isFailure(error)) return { status: statusOf(error), body: `${error.code} ${error.message}` };
    throw error;
  }
};

function pagesUnder(origin: string, language: PageLanguage): (id: string) => string {
  return (id) => `${origin}/${language}/events/${encodeURIComponent(id)}`;
}

async function readAll(asking: Asking): Promise<readonly CalendarEventFragment[]> {
  const filter = eventFilter(new URL(asking.request.url).searchParams);
  const events: CalendarEventFragment[] = [];
  let after: string | null | undefined;
  do {
    const page = whole(await askGraph(asking, Calendar, { filter, ...(after != null && { after }) })).events;
    events.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  } while (after != null);
  return events;
}

async function readOne(asking: Asking, id: string): Promise<readonly CalendarEventFragment[] | undefined> {
  const { record } = whole(await askGraph(asking, CalendarOfEvent, { id }));
  return record && isEvent(record) ? [record] : undefined;
}

/** A record of another kind has none of an event's fields. */
function isEvent(record: NonNullable<CalendarOfEventQuery["record"]>): record is CalendarEventFragment {
  return "attendance" in record;
}

/** Programs delete events that a calendar no longer has: one of which a part is missing must not be given. @throws Failure */
function whole<Data>({ data, problems: [problem], requestId }: Answer<Data>): Data {
  return problem ? fail(problem, requestId) : data;
}
