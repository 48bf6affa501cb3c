import { Date as EdtfDate, type EdtfNode, parse, Season } from "edtf";
import { EdtfError } from "./edtf-error.js";

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
  const { min, max } = rangeOf(parseEdtf(edtf), edtf);
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

function rangeOf(node: EdtfNode, edtf: string): Range {
  switch (node.type) {
    case "Interval":
      return intervalRange(node, edtf);
    case "Set":
    case "List":
      return setRange(node, edtf);
    case "Season":
      return seasonRange(node, edtf);
    case "Date":
    case undefined: // the members of an interval with unspecified digits carry no type
      return dateRange(node, edtf);
    default:
      throw new EdtfError(edtf, `it is a ${node.type?.toLowerCase()}`, "write years with four digits: 2022, 202X");
  }
}

function dateRange(node: EdtfNode, edtf: string): Range {
  const values = node.values.slice(0, 3);
  const { min, max } = new EdtfDate({ ...node, values, type: "Date" });
  const written = values[2];
  if (typeof written === "number" && !node.unspecified && new Date(min).getUTCDate() !== written) {
    throw new EdtfError(edtf, "it names a day that does not exist", "29 February is in leap years alone");
  }
  return { min, max };
}

function seasonRange(node: EdtfNode, edtf: string): Range {
  const season = node.values[1];
  if (typeof season !== "number" || season < 33 || season > 36) {
    throw new EdtfError(
      edtf,
      "it is a season or part of a year",
      "write its months: 2022-03/2022-05; quarters are 33 to 36",
    );
  }
  return new Season(node);
}

/** An unknown end, or one left open with "..", is open. */
function intervalRange(node: EdtfNode, edtf: string): Range {
  const [from, to] = node.values;
  const min = isNode(from) ? rangeOf(from, edtf).min : -Infinity;
  const max = isNode(to) ? rangeOf(to, edtf).max : Infinity;
  return ordered({ min, max }, edtf);
}

function setRange(node: EdtfNode, edtf: string): Range {
  const ranges = node.values.map((member) => memberRange(member, edtf));
  if (node.earlier) ranges.push({ min: -Infinity, max: -Infinity });
  if (node.later) ranges.push({ min: Infinity, max: Infinity });
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  };
}

function memberRange(member: EdtfNode["values"][number], edtf: string): Range {
  if (isNode(member)) return rangeOf(member, edtf);
  const [from, to] = isPair(member) ? member : [];
  if (!from || !to) throw new EdtfError(edtf, "a member of the set cannot be read");
  return ordered({ min: rangeOf(from, edtf).min, max: rangeOf(to, edtf).max }, edtf);
}

function ordered(range: Range, edtf: string): Range {
  if (range.max < range.min) throw new EdtfError(edtf, "it ends before it begins", "put the earlier date first");
  return range;
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
