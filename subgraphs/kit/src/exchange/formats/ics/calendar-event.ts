import { EdtfError, type FuzzyDateInput, type Language, LANGUAGES, type LanguageMap } from "@segpol/schema";
import type { RecordInput } from "../../../model/inputs.js";
import type { Cells } from "../../sheets/codec.js";
import { tidy } from "../../file/sheet.js";
import { isSameSpan, type Span, spanOf } from "./span.js";

/** A text with the language it says it is in. */
export interface CalendarText {
  readonly language: Language | undefined;
  readonly text: string;
}

/** What a calendar says of an event, as far as it is read. */
export interface CalendarEvent {
  readonly title: readonly CalendarText[];
  readonly summary: readonly CalendarText[];
  /** Undefined: it cannot be read. */
  readonly span: Span | undefined;
  /** In EDTF, as an export of ours wrote it. */
  readonly exportedDate: string | undefined;
  readonly status: string | undefined;
  readonly url: string | undefined;
  /** Codes, with semicolons between. */
  readonly themes: string;
  readonly place: string | undefined;
  readonly kind: string | undefined;
  readonly visibility: string | undefined;
  /** Whether it is only called off, and nothing else is said of it. */
  readonly cancels: boolean;
}

/** An event as the cells of a sheet; what a calendar cannot say of it stays as it is kept. */
export function cellsOfEvent(event: CalendarEvent, kept: RecordInput | undefined): Cells {
  if (event.cancels) return new Map([["status", "CANCELLED"]]);
  const cells = new Map<string, string>();
  const put = (name: string, value: string | undefined): void => {
    const text = tidy(value ?? "");
    if (text !== "") cells.set(name, text);
  };
  for (const column of ["title", "summary"] as const) {
    const texts = event[column];
    const before = kept?.[column] as LanguageMap | undefined;
    for (const { text, language = languageOf(text, before) } of texts)
      put(`${column}.${language.toLowerCase()}`, column === "title" ? inOneLine(text, " ", before?.[language]) : text);
    if (!kept) put(`${column}.original`, texts[0]?.language);
  }
  put("date", dateCell(event, kept));
  put("status", event.status);
  put("url", event.url);
  put("themes", event.themes);
  const placeBefore = kept?.["place"] as { name?: string; nisCode?: string } | undefined;
  const place = event.place === undefined ? undefined : inOneLine(event.place, ", ", placeBefore?.name);
  put("place.name", place);
  // The code was that of the other place.
  if (place !== undefined && placeBefore?.nisCode && placeBefore.name !== tidy(place)) cells.set("place.nisCode", "");
  if (!kept) {
    put("kind", event.kind ?? "OTHER");
    put("visibility", event.visibility);
  }
  return cells;
}

/** Calendars set an address in lines; what is kept so stays so. */
function inOneLine(text: string, between: string, kept: string | undefined): string {
  if (kept !== undefined && tidy(kept) === tidy(text)) return text;
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "").join(between);
}

/** EDTF as it was exported where it still means the same time; what is kept where a calendar could not say it more exactly. */
function dateCell({ span, exportedDate }: CalendarEvent, kept: RecordInput | undefined): string | undefined {
  if (!span) return undefined;
  const before = (kept?.["date"] as FuzzyDateInput | undefined)?.edtf;
  for (const edtf of [exportedDate, before]) {
    const other = edtf === undefined ? undefined : readable(edtf);
    if (other && isSameSpan(other, span)) return edtf;
  }
  return span.edtf;
}

function readable(edtf: string): Span | undefined {
  try {
    return spanOf(edtf);
  } catch (error) {
    if (error instanceof EdtfError) return undefined;
    throw error;
  }
}

/** The language in which a text is kept already; else that in which the kept one was written, or Dutch. */
function languageOf(text: string, kept: LanguageMap | undefined): Language {
  return LANGUAGES.find((language) => kept && tidy(kept[language] ?? "") === tidy(text)) ?? kept?.original ?? "NL";
}
