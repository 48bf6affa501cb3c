import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import ICAL from "ical.js";
import { certaintyOf } from "../agenda/certainty.js";
import type { CalendarEventFragment } from "../generated/operations.js";
import { EVENT_STATUSES } from "../shared/labels.js";
import { describeEvent } from "./describe-event.js";
import { plainLine, plainText } from "./plain-text.js";

// The library does not count the space that a folded line begins with.
ICAL.foldLength = 74;

/** How many of those that are left out are named. */
const NAMED = 50;

interface CalendarOptions {
  readonly name: string;
  readonly events: readonly CalendarEventFragment[];
  readonly i18n: I18n;
  /** The address of an event's page. */
  readonly pageOf: (id: string) => string;
}

/** Writes events as iCalendar (RFC 5545): the same events give the same bytes. Those that have no last day are named in its description. */
export function writeCalendar({ name, events, i18n, pageOf }: CalendarOptions): string {
  const calendar = new ICAL.Component("vcalendar");
  putText(calendar, "version", "2.0");
  putText(calendar, "prodid", `-//States General of the Police//Agenda//${i18n.locale.toUpperCase()}`);
  putText(calendar, "calscale", "GREGORIAN");
  putText(calendar, "method", "PUBLISH");
  // RFC 7986 has names of its own for what programs had made up before it.
  for (const property of ["name", "x-wr-calname"]) putText(calendar, property, plainLine(name));
  const description = describeLeftOut(
    events.filter(({ date }) => date?.latest == null),
    i18n,
  );
  if (description !== undefined) {
    for (const property of ["description", "x-wr-caldesc"]) putText(calendar, property, plainText(description));
  }
  calendar.addProperty(new ICAL.Property(["refresh-interval", {}, "duration", "PT1H"]));
  for (const event of events) {
    const { date } = event;
    if (date?.latest != null) calendar.addSubcomponent(writeEvent(event, date.earliest, date.latest, i18n, pageOf));
  }
  return `${calendar.toString()}\r\n`;
}

function writeEvent(
  event: CalendarEventFragment,
  earliest: string,
  latest: string,
  i18n: I18n,
  pageOf: (id: string) => string,
): ICAL.Component {
  const component = new ICAL.Component("vevent");
  const { id, updatedAt, version, title, titleText, place, themes, startsAt, endsAt } = event;
  const page = pageOf(id);
  putText(component, "uid", id);
  for (const name of ["dtstamp", "last-modified"]) {
    component.addPropertyWithValue(name, ICAL.Time.fromJSDate(new Date(updatedAt), true));
  }
  component.addPropertyWithValue("sequence", version - 1);
  const hasHours = startsAt != null && (endsAt != null || earliest === latest);
  if (!hasHours) {
    // Whole days: hours that nobody has named would be wrong.
    component.addPropertyWithValue("dtstart", ICAL.Time.fromDateString(earliest));
    component.addPropertyWithValue("dtend", dayAfter(latest));
  } else {
    component.addPropertyWithValue("dtstart", ICAL.Time.fromJSDate(new Date(startsAt), true));
    // An end has to be later than the begin (RFC 5545, 3.8.2.2).
    if (endsAt != null && endsAt > startsAt)
      component.addPropertyWithValue("dtend", ICAL.Time.fromJSDate(new Date(endsAt), true));
  }
  // Calendars that drop the status have the word in the title.
  const word = event.status === "CANCELLED" ? `[${capital(i18n._(EVENT_STATUSES.CANCELLED))}] ` : "";
  putText(component, "summary", plainLine(`${word}${title}`), {
    language: titleText?.language.toLowerCase() ?? i18n.locale,
  });
  putText(component, "description", plainText(describeEvent(event, page, i18n)), { language: i18n.locale });
  if (place) putText(component, "location", plainLine(place.name));
  putText(component, "status", statusOf(event));
  // Without hours it takes up part of a day or of a month, and nobody knows which.
  putText(component, "transp", hasHours && endsAt != null && event.status === "CONFIRMED" ? "OPAQUE" : "TRANSPARENT");
  component.addPropertyWithValue("url", page);
  if (themes.length > 0) {
    const categories = new ICAL.Property("categories", component);
    categories.setValues(themes.map(({ title: theme }) => plainLine(theme)));
    component.addProperty(categories);
  }
  return component;
}

function statusOf({ status, date }: CalendarEventFragment): string {
  return status === "CONFIRMED" && certaintyOf(date) !== "DAY" ? "TENTATIVE" : status;
}

/** The end is the first day without the event. */
function dayAfter(day: string): ICAL.Time {
  const time = ICAL.Time.fromDateString(day);
  time.adjust(1, 0, 0, 0);
  return time;
}

function describeLeftOut(events: readonly CalendarEventFragment[], i18n: I18n): string | undefined {
  if (events.length === 0) return undefined;
  const named = events
    .slice(0, NAMED)
    .map(({ title, date }) => `- ${title} (${date?.text ?? i18n._(msg`no date given`)})`);
  const more = events.length > NAMED ? [`- … ${events.length - NAMED}`] : [];
  return [i18n._(msg`Not in this calendar, since no last day or no date is given:`), ...named, ...more].join("\n");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Names that the library does not know have no type for it: without one, a line break in a text would end its line of the file. */
function putText(
  component: ICAL.Component,
  name: string,
  text: string,
  parameters: Readonly<Record<string, string>> = {},
): void {
  component.addProperty(new ICAL.Property([name, parameters, "text", text]));
}
