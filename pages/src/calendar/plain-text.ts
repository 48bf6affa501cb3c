/** Characters that turn what follows them the other way round, also beyond the end of their text. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;
/** All but the line feed. */
const CONTROLS = /(?!\n)\p{Cc}/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** A text as a calendar can have it: lines end in one way, and nothing in it steers what shows it. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, "\n").replace(CONTROLS, "").replace(DIRECTIONS, "");
}

/** The same in one line. */
export function plainLine(text: string): string {
  return plainText(text).replaceAll("\n", " ").trim();
}
