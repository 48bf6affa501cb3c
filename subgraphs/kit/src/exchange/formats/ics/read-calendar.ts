import { createHash } from "node:crypto";
import ICAL from "ical.js";
import {
  type FuzzyDateInput,
  type Language,
  LANGUAGES,
  type LanguageMap,
  parseRecordId,
  THEME_CODES,
} from "@segpol/schema";
import type { RecordInput } from "../../../desk/commands/inputs.js";
import { ExchangeError } from "../../exchange-error.js";
import type { ExchangeLimits } from "../../limits.js";
import type { ImportRow } from "../../plan/import-row.js";
import { rowOfCells } from "../../plan/sheet-rows.js";
import { type CellProblem, cellProblem, quoted } from "../../sheets/cell-problem.js";
import type { Cells } from "../../sheets/codec.js";
import { resolveCode } from "../../sheets/labels.js";
import { tidy } from "../../sheets/sheet.js";
import { sheetDefinition } from "../../sheets/sheet-kinds.js";
import { checkRowCount } from "../check-rows.js";
import { decodeText } from "../decode-text.js";
import { readSpan, type Span, spanOf } from "./span.js";

const REPEATING = ["rrule", "rdate", "exrule", "recurrence-id"];
/** How closed an event is in other calendars, for one that is new here; what is kept stays as closed as it is. */
const CLASSES: Readonly<Record<string, string>> = { PRIVATE: "PARTNERS", CONFIDENTIAL: "CABINET" };

/** Characters of a property's name and parameters. */
const LONGEST_PARAMETERS = 10_000;

/** A text with the language it says it is in. */
interface Text {
  readonly language: Language | undefined;
  readonly text: string;
}

/** Reads the events of a calendar as rows; what a calendar cannot say of an event stays as it is kept. */
export function readCalendar(bytes: Uint8Array, limits: ExchangeLimits): ImportRow[] {
  const events = calendarsOf(decodeText(bytes)).flatMap((calendar) => calendar.getAllSubcomponents("vevent"));
  checkRowCount(events.length, limits);
  return events.map((event, index) => rowOf(event, index + 1, limits));
}

function calendarsOf(text: string): ICAL.Component[] {
  try {
    checkParameters(text);
    // One calendar, or several one after the other.
    const parsed = ICAL.parse(text.replace(/^\ufeff/, "").trim()) as unknown as readonly unknown[];
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

/** The parser reads a property's parameters in time that grows with their square. */
function checkParameters(text: string): void {
  for (const line of text.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    if (line.length <= LONGEST_PARAMETERS) continue;
    // What stands in quotes is not the end of the parameters.
    const before = /^(?:"[^"]*"|[^":])*/.exec(line.slice(0, LONGEST_PARAMETERS + 1))?.[0] ?? "";
    if (before.length <= LONGEST_PARAMETERS && line[before.length] === ":") continue;
    throw new Error(`a property with more than ${LONGEST_PARAMETERS} characters before its value`);
  }
}

function rowOf(event: ICAL.Component, number: number, limits: ExchangeLimits): ImportRow {
  const problems: CellProblem[] = [];
  const uid = textOf(event, "uid");
  const repeating = REPEATING.find((name) => event.hasProperty(name));
  if (repeating)
    problems.push(
      cellProblem(
        repeating.toUpperCase(),
        "RECURRENCE",
        "events that do not repeat",
        `a rule for ${quoted(textOf(event, "summary") ?? "")}`,
      ),
    );
  const span = guarded(() => readSpan(event));
  if (!span)
    problems.push(cellProblem("DTSTART", "BAD_CALENDAR_DATE", "a begin, and an end after it", rawOf(event, "dtstart")));
  for (const property of event.getAllProperties()) {
    const length = JSON.stringify(property.jCal).length;
    if (length > limits.maxCellLength)
      problems.push(
        cellProblem(
          property.name.toUpperCase(),
          "WRONG_VALUE",
          `at most ${limits.maxCellLength} characters`,
          String(length),
        ),
      );
  }
  const given = new Map<string, string>(uid === undefined ? [] : [["id", idOf(uid)]]);
  return rowOfCells({
    place: { sheet: undefined, row: number },
    definition: sheetDefinition("event"),
    given,
    problems,
    cellsFor: (kept) => cellsOf(event, span, kept),
  });
}

/** A record's own id as it was exported; for an event from elsewhere one that its UID always gives. */
function idOf(uid: string): string {
  if (parseRecordId(uid)) return uid;
  return `agenda-${createHash("sha256").update(uid).digest("hex").slice(0, 12)}`;
}

function cellsOf(event: ICAL.Component, span: Span | undefined, kept: RecordInput | undefined): Cells {
  const cells = new Map<string, string>();
  const put = (name: string, value: string | undefined): void => {
    const text = tidy(value ?? "");
    if (text !== "") cells.set(name, text);
  };
  for (const [column, names] of [
    ["title", ["summary", "x-segpol-title"]],
    ["summary", ["description", "x-segpol-summary"]],
  ] as const) {
    const before = kept?.[column] as LanguageMap | undefined;
    for (const { language, text } of textsOf(event, names))
      put(`${column}.${(language ?? languageOf(text, before)).toLowerCase()}`, text);
    if (!kept) put(`${column}.original`, textsOf(event, names)[0]?.language);
  }
  if (span) put("date", dateCell(event, span, kept));
  put("status", textOf(event, "status"));
  put("url", textOf(event, "url"));
  put("themes", themesOf(event));
  const place = textOf(event, "location");
  put("place.name", place);
  const placeBefore = kept?.["place"] as { name?: string; nisCode?: string } | undefined;
  // The code was that of the other place.
  if (place !== undefined && placeBefore?.nisCode && placeBefore.name !== tidy(place)) cells.set("place.nisCode", "");
  if (!kept) {
    put("kind", textOf(event, "x-segpol-kind") ?? "OTHER");
    put("visibility", textOf(event, "x-segpol-visibility") ?? CLASSES[textOf(event, "class")?.toUpperCase() ?? ""]);
  }
  return cells;
}

/** EDTF as it was exported where it still means the same days; what is kept where a calendar could not say it more exactly. */
function dateCell(event: ICAL.Component, span: Span, kept: RecordInput | undefined): string | undefined {
  const before = (kept?.["date"] as FuzzyDateInput | undefined)?.edtf;
  for (const edtf of [textOf(event, "x-segpol-date"), before]) {
    const other = edtf === undefined ? undefined : guarded(() => spanOf(edtf));
    if (other?.allDay && span.allDay && other.first === span.first && other.last === span.last) return edtf;
  }
  return span.edtf;
}

function themesOf(event: ICAL.Component): string {
  const categories = event
    .getAllProperties("categories")
    .flatMap((property) => guarded(() => property.getValues()) ?? []);
  const codes = categories.map((each) => resolveCode(String(each), THEME_CODES));
  return [...new Set(codes)].filter((code) => (THEME_CODES as readonly string[]).includes(code)).join("; ");
}

/** The language in which a text is kept already; else that in which the kept one was written, or Dutch. */
function languageOf(text: string, kept: LanguageMap | undefined): Language {
  return LANGUAGES.find((language) => kept && tidy(kept[language] ?? "") === tidy(text)) ?? kept?.original ?? "NL";
}

function textsOf(event: ICAL.Component, names: readonly string[]): Text[] {
  return names.flatMap((name) =>
    event.getAllProperties(name).flatMap((property): Text[] => {
      const value = guarded(() => property.getFirstValue() as unknown);
      if (typeof value !== "string" || value.trim() === "") return [];
      const tongue = (property.getFirstParameter("language") ?? "").slice(0, 2).toUpperCase();
      return [{ language: LANGUAGES.find((each) => each === tongue), text: value }];
    }),
  );
}

function textOf(event: ICAL.Component, name: string): string | undefined {
  const value = guarded(() => event.getFirstPropertyValue(name) as unknown);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function rawOf(event: ICAL.Component, name: string): string {
  const jCal = event.getFirstProperty(name)?.jCal as readonly unknown[] | undefined;
  return jCal ? quoted(String(jCal[3])) : "none";
}

/** What the library cannot read of a value is as good as not there. */
function guarded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
