import type ICAL from "ical.js";
import { decodeText } from "../../file/decode-text.js";

/** Characters of a property's name and parameters: the parser reads them in time that grows with their square. */
const MAX_PARAMETERS = 10_000;
/** Those that are read. Of others the library takes some for a part of the value (kewisch/ical.js#1020). */
const READ_PARAMETERS = new Set(["TZID", "VALUE", "LANGUAGE"]);
const PREFIX = "x-segpol-written-";
const TIMES = new Set(["DTSTART", "DTEND"]);
const COMPONENT = /^(?:BEGIN|END):/i;
/** As calendars before RFC 5545 have letters: =C3=A9. */
const ENCODED = /^ENCODING="?QUOTED-PRINTABLE"?$/i;
const ENCODED_BYTES = /(?:=[0-9a-f]{2})+/gi;

/** A line, whatever its own length in the file. */
interface ContentLine {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly value: string;
}

/**
 * The lines of a calendar, unfolded, as the library reads them without loss. DTSTART and DTEND stand a second time, under names of our own: of
 * their values it keeps what it finds at the places that it expects, so that an offset after a time is lost.
 * @throws Error when the parameters of a line are too long.
 */
export function contentLines(text: string): string {
  // A carriage return ends a line on machines of old alone; elsewhere it is a sign in a text.
  const lines = text.split(text.includes("\n") ? /\r?\n/ : "\r");
  const read: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const parts = COMPONENT.test(line) ? undefined : partsOf(line);
    if (!parts) {
      read.push(line.trimEnd());
      continue;
    }
    let { value } = parts;
    if (parts.parameters.some((parameter) => ENCODED.test(parameter))) {
      // Its lines end in a sign of their own where they go on.
      for (; value.endsWith("=") && at + 1 < lines.length; at += 1) value = value.slice(0, -1) + (lines[at + 1] ?? "");
      value = decoded(value);
    }
    const kept = parts.parameters.filter((parameter) => READ_PARAMETERS.has(nameOf(parameter)));
    read.push(`${[parts.name, ...kept].join(";")}:${value}`);
    if (TIMES.has(parts.name.toUpperCase())) read.push(`${PREFIX}${parts.name}:${value}`);
  }
  return read.join("\n");
}

/** What stands in DTSTART or DTEND, as it was written; undefined: there is none. */
export function writtenTime(event: ICAL.Component, name: "dtstart" | "dtend"): string | undefined {
  const property = event.getFirstProperty(PREFIX + name);
  return property ? String((property.jCal as unknown as readonly unknown[])[3]).trim() : undefined;
}

/** Undefined: it is no line with a value. What stands in quotes ends neither a parameter nor all of them. */
function partsOf(line: string): ContentLine | undefined {
  const parts: string[] = [];
  let begin = 0;
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (at > MAX_PARAMETERS) throw new Error(`a property with more than ${MAX_PARAMETERS} characters before its value`);
    const sign = line[at];
    if (sign === '"') quoted = !quoted;
    if (quoted || (sign !== ";" && sign !== ":")) continue;
    parts.push(line.slice(begin, at));
    begin = at + 1;
    if (sign === ":") {
      const [name = "", ...parameters] = parts;
      return { name, parameters, value: line.slice(begin) };
    }
  }
  return undefined;
}

function nameOf(parameter: string): string {
  return parameter.split("=", 1)[0]?.trim().toUpperCase() ?? "";
}

function decoded(value: string): string {
  const text = value.replaceAll(ENCODED_BYTES, (run) => decodeText(Buffer.from(run.replaceAll("=", ""), "hex")));
  return text.replaceAll(/\r\n|\r|\n/g, "\\n");
}
