import { createHash } from "node:crypto";
import ICAL from "ical.js";
import { isWebAddress, LANGUAGES, parseRecordId, THEME_CODES } from "@segpol/schema/values";
import { ExchangeError } from "../../file/exchange-error.js";
import type { ExchangeLimits } from "../../file/limits.js";
import { type CellProblem, cellProblem, quoted } from "../../sheets/cell-problem.js";
import { resolveCode } from "../../sheets/labels.js";
import { checkRowCount } from "../../file/check-rows.js";
import { decodeText } from "../../file/decode-text.js";
import { Notices } from "../../file/notices.js";
import { CalendarZones } from "./calendar-zones.js";
import { contentLines } from "./content-lines.js";
import type { EventFileRow } from "./event-row.js";
import type { CalendarEvent, CalendarText } from "./calendar-event.js";
import { readSpan, type Span } from "./span.js";
import { unfold } from "./unfold.js";

const REPEATING = ["rrule", "rdate", "exrule", "recurrence-id"];
/** How closed an event is in other calendars, for one that is new here; what is kept stays as closed as it is. */
const CLASSES: Readonly<Record<string, string>> = { PRIVATE: "PARTNERS", CONFIDENTIAL: "CABINET" };

/** Begin of what a desk and the hub call themselves in calendars. */
const OUR_PRODUCTS = "-//States General of the Police//";

const STATUSES = ["TENTATIVE", "CONFIRMED", "CANCELLED"];

/** Of a title or a summary: iCalendar has one of each, our exports one for each language. */
const MAX_TEXTS = 20;

/** Of invitations (RFC 5546): what others answer or ask is no event of ours. */
const READ_METHODS = new Set([undefined, "PUBLISH", "REQUEST", "ADD", "CANCEL"]);

/** The events of a calendar, and what of it was not read. */
export interface CalendarReading {
  readonly rows: readonly EventFileRow[];
  readonly notices: readonly string[];
}

/** Reads the events of a calendar as rows; what a calendar cannot say of an event stays as it is kept. */
export function readCalendar(bytes: Uint8Array, limits: ExchangeLimits): CalendarReading {
  const calendars = calendarsOf(decodeText(unfold(bytes)));
  const notices = new Notices();
  const events = calendars.flatMap((calendar) => {
    const method = textOf(calendar, "method")?.toUpperCase();
    const found = calendar.getAllSubcomponents("vevent");
    const isOurs = textOf(calendar, "prodid")?.startsWith(OUR_PRODUCTS) === true;
    if (READ_METHODS.has(method)) return found.map((event) => ({ event, cancels: method === "CANCEL", isOurs }));
    notices.add(
      "Calendars not read",
      `A calendar of METHOD ${quoted(method ?? "")} is not read: it announces no event.`,
    );
    return [];
  });
  checkRowCount(events.length, limits);
  const context: Context = { zones: new CalendarZones(calendars), limits, notices };
  const older = olderOnes(events);
  const rows = events.flatMap((each, index) => {
    if (!older.has(each)) return [rowOf(each, index + 1, context)];
    const shown = quoted(textOf(each.event, "summary") ?? textOf(each.event, "uid") ?? "");
    notices.add(
      "Older events",
      `Event ${index + 1} (${shown}) is not read: the file has it once more, or a newer one with its UID.`,
    );
    return [];
  });
  return { rows, notices: notices.list() };
}

/** An event, and what its calendar says of it. */
interface ReadEvent {
  readonly event: ICAL.Component;
  /** Whether it is called off. */
  readonly cancels: boolean;
  /** Whether a desk or the hub wrote it: its SEQUENCE is the record's version then. */
  readonly isOurs: boolean;
}

/** Events of which a newer one has the same UID, by its number, then by when it was written (RFC 5546, 2.1.5), or that stand there again. */
function olderOnes(events: readonly ReadEvent[]): ReadonlySet<ReadEvent> {
  const older = new Set<ReadEvent>();
  const newest = new Map<string, ReadEvent>();
  for (const each of events) {
    const uid = textOf(each.event, "uid");
    if (uid === undefined || each.event.hasProperty("recurrence-id")) continue;
    const other = newest.get(uid);
    const order = other ? compareAge(each.event, other.event) : 1;
    if (other && order > 0) older.add(other);
    if (order < 0 || (order === 0 && String(each.event) === String(other?.event))) older.add(each);
    if (order > 0) newest.set(uid, each);
  }
  return older;
}

function compareAge(one: ICAL.Component, other: ICAL.Component): number {
  const sequences = (sequenceOf(one) ?? 0) - (sequenceOf(other) ?? 0);
  if (sequences !== 0) return sequences;
  const [stamp, otherStamp] = [one, other].map((event) => String(event.getFirstPropertyValue("dtstamp") ?? ""));
  return (stamp ?? "").localeCompare(otherStamp ?? "", "en");
}

function sequenceOf(event: ICAL.Component): number | undefined {
  const value = guarded(() => event.getFirstPropertyValue("sequence") as unknown);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

interface Context {
  readonly zones: CalendarZones;
  readonly limits: ExchangeLimits;
  readonly notices: Notices;
}

function calendarsOf(text: string): ICAL.Component[] {
  try {
    // One calendar, or several one after the other.
    const parsed = ICAL.parse(contentLines(text.replace(/^\ufeff/, "").trim())) as unknown as readonly unknown[];
    const list = typeof parsed[0] === "string" ? [parsed] : parsed;
    const calendars = list.map((each) => new ICAL.Component(each as string));
    if (calendars.some(({ name }) => name !== "vcalendar")) throw new Error("it does not begin with BEGIN:VCALENDAR");
    return calendars;
  } catch (error) {
    throw new ExchangeError({
      code: "ICS_MALFORMED",
      expected: "a calendar in iCalendar (RFC 5545)",
      came: `something else: ${(error as Error).message.slice(0, 200)}`,
      mend: "Export it anew from the calendar program.",
    });
  }
}

function rowOf({ event, cancels, isOurs }: ReadEvent, number: number, context: Context): EventFileRow {
  const { zones, limits, notices } = context;
  const problems: CellProblem[] = [];
  const uid = textOf(event, "uid");
  const shown = `Event ${number} (${quoted(textOf(event, "summary") ?? uid ?? "")})`;
  const repeating = REPEATING.find((name) => event.hasProperty(name));
  if (repeating) {
    const came = `a rule for ${quoted(textOf(event, "summary") ?? "")}`;
    problems.push(cellProblem(repeating.toUpperCase(), "RECURRENCE", "events that do not repeat", came));
  }
  // What is called off keeps its date.
  const reading = cancels ? undefined : readSpan(event, zones);
  if (reading?.problem) problems.push(reading.problem);
  for (const notice of reading?.notices ?? []) notices.add("Days without VALUE=DATE", `${shown}: ${notice}.`);
  const url = textOf(event, "url");
  const isLink = url === undefined || isWebAddress(url);
  if (!isLink) {
    notices.add(
      "URLs left out",
      `${shown}: its URL is left out, as ${quoted(url)} is no address on the web (http or https).`,
    );
  }
  for (const property of event.getAllProperties()) {
    const length = JSON.stringify(property.jCal).length;
    if (length <= limits.maxCellLength) continue;
    const expected = `at most ${limits.maxCellLength} characters`;
    problems.push(cellProblem(property.name.toUpperCase(), "WRONG_VALUE", expected, String(length)));
  }
  const id = uid === undefined ? undefined : idOf(uid);
  const of = eventOf(event, { span: reading?.span, url: isLink ? url : undefined, cancels });
  const sequence = isOurs && id === uid ? sequenceOf(event) : undefined;
  const version = sequence === undefined ? undefined : sequence + 1;
  return { is: "event", place: { sheet: undefined, row: number }, id, version, event: of, problems, warnings: [] };
}

function eventOf(
  event: ICAL.Component,
  read: { readonly span: Span | undefined; readonly url: string | undefined; readonly cancels: boolean },
): CalendarEvent {
  const closed = CLASSES[textOf(event, "class")?.toUpperCase() ?? ""];
  return {
    title: textsOf(event, ["summary", "x-segpol-title"]),
    summary: textsOf(event, ["description", "x-segpol-summary"]),
    ...read,
    status: statusOf(event),
    exportedDate: textOf(event, "x-segpol-date"),
    themes: themesOf(event),
    place: textOf(event, "location"),
    kind: textOf(event, "x-segpol-kind"),
    visibility: textOf(event, "x-segpol-visibility") ?? closed,
  };
}

/** What this calendar's format has of statuses, and no other: NEEDS-ACTION is one of a task. */
function statusOf(event: ICAL.Component): string | undefined {
  const status = textOf(event, "status")?.toUpperCase();
  return STATUSES.find((each) => each === status);
}

/** A record's own id as it was exported; for an event from elsewhere one that its UID always gives. */
function idOf(uid: string): string {
  if (parseRecordId(uid)) return uid;
  return `agenda-${createHash("sha256").update(uid).digest("hex").slice(0, 12)}`;
}

function themesOf(event: ICAL.Component): string {
  const categories = event
    .getAllProperties("categories")
    .flatMap((property) => guarded(() => property.getValues()) ?? []);
  const codes = categories.map((each) => resolveCode(String(each), THEME_CODES));
  return [...new Set(codes)].filter((code) => (THEME_CODES as readonly string[]).includes(code)).join("; ");
}

function textsOf(event: ICAL.Component, names: readonly string[]): CalendarText[] {
  const texts = names.flatMap((name) =>
    event.getAllProperties(name).flatMap((property): CalendarText[] => {
      const value = guarded(() => property.getFirstValue() as unknown);
      if (typeof value !== "string" || value.trim() === "") return [];
      const tongue = (property.getFirstParameter("language") ?? "").slice(0, 2).toUpperCase();
      return [{ language: LANGUAGES.find((each) => each === tongue), text: value }];
    }),
  );
  return texts.slice(0, MAX_TEXTS);
}

function textOf(event: ICAL.Component, name: string): string | undefined {
  const value = guarded(() => event.getFirstPropertyValue(name) as unknown);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** What the library cannot read of a value is as good as not there. */
function guarded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
