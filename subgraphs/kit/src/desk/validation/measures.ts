import { RECORD_LIMITS } from "@segpol/schema";
import type { MeasureInput } from "../../model/inputs.js";
import type { Findings } from "./findings.js";

const { measureLevels: MAX_DEPTH, measures: MAX } = RECORD_LIMITS;

interface Placed {
  readonly ref: string;
  readonly field: string;
  readonly above: readonly string[];
}

/** Every ref of a tree of measures, each before those below it. */
export function allRefs(measures: readonly MeasureInput[]): string[] {
  return measures.flatMap(({ ref, measures: below = [] }) => [ref, ...allRefs(below)]);
}

/** Refs are unique, nothing stands below itself, and the tree is no deeper than its limit. */
export function checkMeasures(measures: readonly MeasureInput[], findings: Findings): void {
  const placed = placesOf(measures, "measures", []);
  const seen = new Set<string>();
  if (placed.length > MAX) {
    findings.refuse({
      field: "measures",
      code: "TOO_MANY",
      expected: `at most ${MAX} measures`,
      came: `${placed.length}`,
    });
  }
  for (const { ref, field, above } of placed) {
    if (above.includes(ref)) {
      findings.refuse({
        field: `${field}.ref`,
        code: "MEASURE_CYCLE",
        expected: "no measure below itself",
        came: `${ref} below ${ref}`,
      });
    } else if (seen.has(ref)) {
      findings.refuse({
        field: `${field}.ref`,
        code: "DUPLICATE",
        expected: "each measure to have a ref of its own",
        came: `${ref} again`,
      });
    }
    if (above.length === MAX_DEPTH) {
      findings.refuse({ field, code: "TOO_MANY", expected: `at most ${MAX_DEPTH} levels of measures`, came: "more" });
    }
    seen.add(ref);
  }
}

function placesOf(measures: readonly MeasureInput[], field: string, above: readonly string[]): Placed[] {
  return measures.flatMap(({ ref, measures: below = [] }, index) => {
    const own = `${field}.${index}`;
    return [{ ref, field: own, above }, ...placesOf(below, `${own}.measures`, [...above, ref])];
  });
}
