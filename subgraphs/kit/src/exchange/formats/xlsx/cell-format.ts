/** What a cell's number format shows of its value. */
export interface CellFormat {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
  readonly percent: boolean;
}

const NONE: CellFormat = { year: false, month: false, day: false, time: false, percent: false };

/** Of more hours, minutes or seconds than a clock has. */
const ELAPSED = /^\[[hms]+\]$/;
/** What has the number 1. */
const DAY_ONE_OF_1900 = Date.UTC(1900, 0, 1);
const DAY_ONE_OF_1904 = Date.UTC(1904, 0, 2);
/** Excel takes no longer ones. */
const MAX_LENGTH = 255;

/** Reads a workbook's number formats, each once. */
export class CellFormats {
  readonly #read = new Map<string, CellFormat>();

  of(format: string | undefined): CellFormat {
    if (format === undefined || format.length > MAX_LENGTH) return NONE;
    const known = this.#read.get(format) ?? readFormat(format);
    this.#read.set(format, known);
    return known;
  }
}

/** Reads a number format such as dd/mm/yyyy, mmm/yy or 0,0%. */
function readFormat(format: string): CellFormat {
  // Of the sections for positive and negative numbers and zero the first; without what is shown as it stands, and colours.
  const [section = ""] = format.replaceAll(/"[^"]*"|\\.|[_*]./g, "").split(";");
  const shown = section
    .toLowerCase()
    .replaceAll("am/pm", "")
    .replaceAll(/\[[^\][]*\]/g, (part) => (ELAPSED.test(part) ? part : ""));
  const runs = shown.match(/y+|m+|d+|h+|s+/g) ?? [];
  // An m beside hours or seconds is of minutes.
  const isMinutes = (run: string, at: number): boolean =>
    run.startsWith("m") &&
    run.length <= 2 &&
    (runs[at - 1]?.startsWith("h") === true || runs[at + 1]?.startsWith("s") === true);
  return {
    year: runs.some((run) => run.startsWith("y")),
    month: runs.some((run, at) => run.startsWith("m") && !isMinutes(run, at)),
    day: runs.some((run) => run.startsWith("d")),
    time: runs.some((run) => run.startsWith("h") || run.startsWith("s")),
    percent: shown.includes("%"),
  };
}

/**
 * A date as a cell shows it, in EDTF: its month alone where the format has no day. A time of day alone is no date, and neither is the
 * number 0, which a formula has of an empty cell.
 */
export function dateAsShown(value: Date, { year, month, day, time }: CellFormat, from1904: boolean): string {
  // Files have times of day as fractions of a day: 10:00 can be a little before it.
  const instant = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  if (time && !year && !month && !day) return instant.slice(11, 16);
  if (Date.parse(instant) < (from1904 ? DAY_ONE_OF_1904 : DAY_ONE_OF_1900)) return from1904 ? "0/1/1904" : "0/1/1900";
  if (year && !month && !day) return instant.slice(0, 4);
  if (month && !day) return instant.slice(0, 7);
  return time ? instant.slice(0, 19) : instant.slice(0, 10);
}
