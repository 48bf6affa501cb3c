import { Date as EdtfDate, type EdtfNode, parse, Season } from "edtf";
import { LRUCache } from "lru-cache";
import { EdtfError } from "./edtf-error.js";
import { patternRange } from "./edtf-pattern.js";

/** First and last possible day of a date. */
export interface EdtfBounds {
  /** First day, as YYYY-MM-DD. */
  readonly earliest: string;
  /** Last day, as YYYY-MM-DD; null: open ended. */
  readonly latest: string | null;
}

/** Milliseconds since 1970; infinite where the end is open. */
interface Range {
  readonly min: number;
  readonly max: number;
}

/** Longer texts are refused before parsing: no source needs them, and the parser's time grows with the length. */
const LONGEST = 200;

/** Parsing takes 1 ms, and a date is checked wherever it passes: at the owner, in answers, in the harvest. */
const known = new LRUCache<string, EdtfBounds>({ max: 5_000, memoMethod: findBounds });

/**
 * The first and last day of a date in EDTF (ISO 8601-2), both included.
 *
 * Qualifiers (`?`, `~`, `%`) do not widen it. An interval or set without an end has no last day. Where a time of day is given,
 * its day as written counts, whatever the offset.
 * @throws EdtfError when the text is not EDTF, names a day that does not exist, ends before it begins, has no first day, is a
 * season or a part of a year other than a quarter (the first days of seasons differ), or lies outside the years
 * 0001 to 9999.
 */
export function edtfBounds(edtf: string): EdtfBounds {
  return known.memo(edtf);
}

function findBounds(edtf: string): EdtfBounds {
  const { min, max } = new Bounds(edtf).ofNode(parseEdtf(edtf));
  if (min === -Infinity) {
    throw new EdtfError(edtf, "it has no first day", "give the first day, month or year it can mean: 2021/2022");
  }
  return { earliest: day(min, edtf), latest: max === Infinity ? null : day(max, edtf) };
}

function parseEdtf(edtf: string): EdtfNode {
  if (edtf.length > LONGEST) {
    throw new EdtfError(`${edtf.slice(0, 20)}...`, `it has ${edtf.length} characters`, `use at most ${LONGEST}`);
  }
  try {
    return parse(edtf);
  } catch {
    throw new EdtfError(edtf, "it is not EDTF, or names a day that does not exist");
  }
}

/** Finds the range of each part of a date. */
class Bounds {
  /** The dates of the text, in the order in which the tree has them: the tree does not keep unspecified digits as written. */
  readonly #dates: string[];

  constructor(private readonly edtf: string) {
    this.#dates = edtf.split(/[[\]{},/]|\.\./).filter((text) => text !== "");
  }

  ofNode(node: EdtfNode): Range {
    switch (node.type) {
      case "Interval":
        return this.#ofInterval(node);
      case "Set":
      case "List":
        return this.#ofSet(node);
      case "Season":
        this.#dates.shift();
        return this.#ofSeason(node);
      case "Date":
      case undefined: // the members of an interval with unspecified digits carry no type
        return this.#ofDate(node, this.#dates.shift() ?? "");
      default:
        throw this.#refused(`it is a ${node.type?.toLowerCase()}`, "write years with four digits: 2022, 202X");
    }
  }

  #ofDate({ values, unspecified }: EdtfNode, written: string): Range {
    if (unspecified !== undefined) {
      const range = patternRange(written);
      if (range) return range;
      throw this.#refused("it names a day that does not exist, or lies outside the years 0001 to 9999");
    }
    const dayParts = values.slice(0, 3);
    const { min, max } = new EdtfDate({ values: dayParts, type: "Date" });
    const dayOfMonth = dayParts[2];
    if (typeof dayOfMonth === "number" && new Date(min).getUTCDate() !== dayOfMonth) {
      throw this.#refused("it names a day that does not exist", "29 February is in leap years alone");
    }
    return { min, max };
  }

  #ofSeason(node: EdtfNode): Range {
    const season = node.values[1];
    if (typeof season === "number" && season >= 33 && season <= 36) return new Season(node);
    const mend = "write its months: 2022-03/2022-05; quarters are 33 to 36";
    throw this.#refused("it is a season or part of a year", mend);
  }

  /** An unknown end, or one left open with "..", is open. */
  #ofInterval(node: EdtfNode): Range {
    const [from, to] = node.values;
    const first = isNode(from) ? this.ofNode(from) : undefined;
    const last = isNode(to) ? this.ofNode(to) : undefined;
    const byTime = isNode(from) && isNode(to) ? timesInOrder(from, to) : undefined;
    if (byTime === false) throw this.#endsBefore();
    // As days are written, whatever their offsets, an interval can begin on the day after the one it ends on.
    if (byTime && first && last) return { min: Math.min(first.min, last.min), max: Math.max(first.max, last.max) };
    return this.#ordered({ min: first?.min ?? -Infinity, max: last?.max ?? Infinity });
  }

  #ofSet(node: EdtfNode): Range {
    const ranges = node.values.map((member) => this.#ofMember(member));
    if (node.earlier) ranges.push({ min: -Infinity, max: -Infinity });
    if (node.later) ranges.push({ min: Infinity, max: Infinity });
    return {
      min: Math.min(...ranges.map(({ min }) => min)),
      max: Math.max(...ranges.map(({ max }) => max)),
    };
  }

  #ofMember(member: EdtfNode["values"][number]): Range {
    if (isNode(member)) return this.ofNode(member);
    const [from, to] = isPair(member) ? member : [];
    if (!from || !to) throw this.#refused("a member of the set cannot be read");
    return this.#ordered({ min: this.ofNode(from).min, max: this.ofNode(to).max });
  }

  #ordered(range: Range): Range {
    if (range.max < range.min) throw this.#endsBefore();
    return range;
  }

  #endsBefore(): EdtfError {
    return this.#refused("it ends before it begins", "put the earlier date first");
  }

  #refused(problem: string, mend?: string): EdtfError {
    return new EdtfError(this.edtf, problem, mend);
  }
}

/** Whether two times of day come in order; undefined: it cannot be said, as one is none, or only one says its offset. */
function timesInOrder(from: EdtfNode, to: EdtfNode): boolean | undefined {
  const hasTime = ({ values }: EdtfNode): boolean => values.length > 3;
  const hasOffset = ({ timeZone }: EdtfNode): boolean => timeZone !== undefined;
  if (!hasTime(from) || !hasTime(to) || hasOffset(from) !== hasOffset(to)) return undefined;
  return instantOf(from) <= instantOf(to);
}

function instantOf({ values, offset = 0 }: EdtfNode): number {
  const [year = 0, month = 0, day = 1, ...time] = values.map(Number);
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = time;
  return new Date(new Date(0).setUTCFullYear(year, month, day)).setUTCHours(hours, minutes - offset, seconds, ms);
}

function day(instant: number, edtf: string): string {
  const text = new Date(instant).toISOString();
  if (!/^(?!0000)\d{4}-/.test(text)) throw new EdtfError(edtf, "it lies outside the years 0001 to 9999");
  return text.slice(0, 10);
}

function isNode(value: EdtfNode["values"][number] | undefined): value is EdtfNode {
  return typeof value === "object" && value !== null && !isPair(value);
}

function isPair(value: unknown): value is readonly EdtfNode[] {
  return Array.isArray(value);
}
