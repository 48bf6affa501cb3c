import ICAL from "ical.js";
import { type FuzzyDateInput, LANGUAGES, type LanguageMap, vocabulary } from "@segpol/schema/values";
import type { DeskSnapshot } from "../../../desk/command.js";
import { type Span, spanOf } from "./span.js";
import { fromMs, toMs, VTIMEZONE, type WallTime, ZONE } from "./zones.js";

const TITLES = new Map<string, LanguageMap>(vocabulary.themes.map(({ code, title }) => [code, title]));

/** A calendar, and which events do not fit in one. */
export interface CalendarFile {
  readonly bytes: Uint8Array;
  readonly leftOut: readonly string[];
}

/** Writes events as iCalendar. Those without a date, or whose date has no last day, are left out. */
export function writeCalendar(code: string, events: readonly DeskSnapshot[]): CalendarFile {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("prodid", `-//States General of the Police//${code}//NL`);
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addPropertyWithValue("method", "PUBLISH");
  putText(calendar, "x-wr-calname", code);
  putText(calendar, "x-wr-timezone", ZONE);
  calendar.addSubcomponent(ICAL.Component.fromString(VTIMEZONE));
  const leftOut: string[] = [];
  for (const event of events) {
    const date = event.content["date"] as FuzzyDateInput | undefined;
    const span = date && spanOf(date.edtf);
    if (span) calendar.addSubcomponent(eventOf(event, span));
    else leftOut.push(event.id);
  }
  return { bytes: new TextEncoder().encode(`${calendar.toString()}\r\n`), leftOut };
}

function eventOf({ id, version, updatedAt, content }: DeskSnapshot, span: Span): ICAL.Component {
  const event = new ICAL.Component("vevent");
  const put = (name: string, value: unknown): void => {
    if (typeof value === "string" && value !== "") putText(event, name, value);
  };
  put("uid", id);
  event.addPropertyWithValue("dtstamp", ICAL.Time.fromJSDate(new Date(updatedAt), true));
  event.addPropertyWithValue("last-modified", ICAL.Time.fromJSDate(new Date(updatedAt), true));
  event.addPropertyWithValue("sequence", version - 1);
  putSpan(event, span);
  putTexts(event, ["summary", "x-segpol-title"], content["title"] as LanguageMap);
  putTexts(event, ["description", "x-segpol-summary"], content["summary"] as LanguageMap | undefined);
  put("status", content["status"]);
  put("location", (content["place"] as { name: string } | undefined)?.name);
  if (typeof content["url"] === "string") event.addPropertyWithValue("url", content["url"]);
  const themes = (content["themes"] ?? []) as readonly string[];
  if (themes.length > 0) {
    const categories = new ICAL.Property("categories", event);
    categories.setValues(themes.map((theme) => TITLES.get(theme)?.NL ?? theme));
    event.addProperty(categories);
  }
  put(
    "class",
    content["visibility"] === "PARTNERS" ? "PRIVATE" : content["visibility"] === "CABINET" ? "CONFIDENTIAL" : "PUBLIC",
  );
  put("x-segpol-kind", content["kind"]);
  put("x-segpol-visibility", content["visibility"]);
  put("x-segpol-date", span.edtf);
  event.addPropertyWithValue("transp", isWithinDay(span) ? "OPAQUE" : "TRANSPARENT");
  return event;
}

/** The end is the first moment without the event. */
function isWithinDay({ start, end }: Span): boolean {
  const last = fromMs(Math.max(toMs(end) - 1, toMs(start)));
  return start.year === last.year && start.month === last.month && start.day === last.day;
}

function putSpan(event: ICAL.Component, { allDay, start, end }: Span): void {
  const put = (name: string, time: WallTime): void => {
    const property = event.addPropertyWithValue(name, ICAL.Time.fromData({ ...time, isDate: allDay }));
    if (!allDay) property.setParameter("tzid", ZONE);
  };
  put("dtstart", start);
  if (toMs(end) !== toMs(start)) put("dtend", end);
}

/** The original under iCalendar's name, which may stand once only; each other language under a name of our own. */
function putTexts(
  event: ICAL.Component,
  [own, further]: readonly [string, string],
  texts: LanguageMap | undefined,
): void {
  for (const language of LANGUAGES) {
    const text = texts?.[language];
    if (!texts || !text) continue;
    const name = language === texts.original ? own : further;
    putText(event, name, text, { language: language.toLowerCase() });
  }
}

/**
 * Names of our own have no type that the library knows: without one, a line break in a text would end its line of the file. So would a carriage
 * return for some readers, which the library leaves as it is.
 */
function putText(
  component: ICAL.Component,
  name: string,
  text: string,
  parameters: Readonly<Record<string, string>> = {},
): void {
  component.addProperty(new ICAL.Property([name, parameters, "text", text.replaceAll(/\r\n?/g, "\n")]));
}
